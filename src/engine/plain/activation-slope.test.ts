import { expect, it } from 'vitest';
import { type Activation, ACTIVATIONS } from '../../core/experiment';
import { zeroWeights } from '../../core/network';
import { deadUnits, slopeOf } from './activation-slope';
import { forwardPass } from './forward-pass';

/** What the forward pass makes of a pre-activation: one unit whose bias it is. */
function activate(activation: Activation, z: number): number {
  const weights = zeroWeights([784, 1, 10]);
  weights[0]!.bias[0] = z;
  return forwardPass(weights, activation, new Uint8Array(784), 1).hidden[0]![0]!;
}

it.each(ACTIVATIONS)('is the slope that finite differences give: %s', (activation) => {
  for (const z of [-3, -0.7, 0.4, 2.5]) {
    const difference = (activate(activation, z + 0.01) - activate(activation, z - 0.01)) / 0.02;
    expect(slopeOf(activation)(activate(activation, z))).toBeCloseTo(difference, 3);
  }
});

it.each<[Activation, number[], number[]]>([
  ['relu', [2, 0, 1, 0, 0, 0], [1]],
  ['leakyRelu', [-1, -1, 1, -1, -1, -1], []],
  ['elu', [-1, -0.999, 1, -0.9, -1, -1], [1]],
  ['tanh', [0.5, -1, 0.9, -0.999, 1, 0], [1]],
  ['sigmoid', [0.5, 0.999, 1, 0.9, 0.001, 0.98], [1]],
])('finds the dead units of a %s layer', (activation, outputs, dead) => {
  expect([...deadUnits(activation, Float32Array.from(outputs), 3)]).toEqual(dead);
});
