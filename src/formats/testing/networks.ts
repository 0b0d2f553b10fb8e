/** For tests: networks of every activation, and the digits of a file as they come to a network. */
import { ACTIVATIONS, type Activation } from '../../core/experiment';
import { initialWeights } from '../../core/initial-weights';
import { randomUniform } from '../../core/random';
import type { PortableNetwork } from '../portable-network';

/** A network with biases that are not nothing. */
export function aNetwork(
  activation: Activation = 'relu',
  layerSizes: readonly number[] = [784, 12, 7, 10],
): PortableNetwork {
  const weights = initialWeights({ layerSizes, activation }, 5);
  for (const [layer, { bias }] of weights.entries()) {
    for (let unit = 0; unit < bias.length; unit++) bias[unit] = randomUniform(layer, unit) - 0.5;
  }
  return {
    name: 'amber "otter" <b> 🦦',
    layerSizes,
    activation,
    weights,
    classNames: Array.from({ length: 10 }, (_, label) => `class ${label}`),
    temperature: 1.25,
    facts: new Map([['seed', '5']]),
  };
}

export const oneOfEach = (): PortableNetwork[] => ACTIVATIONS.map((activation) => aNetwork(activation));
