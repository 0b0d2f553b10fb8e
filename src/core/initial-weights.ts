import type { Activation, FirstLayer, Optimizer } from './experiment';
import { writeGaborUnit } from './gabor-kernel';
import type { LayerWeights, NetworkSpec, TrainState } from './network';
import { OPTIMIZER_SLOTS, zeroWeights } from './network';
import { RANDOM_PURPOSE, randomKey, randomUniform } from './random';

const SATURATING: ReadonlySet<Activation> = new Set<Activation>(['tanh', 'sigmoid']);

/** A standard normal number (Box and Muller 1958). Uses uniform numbers 2 * index and 2 * index + 1 of the key. */
function randomNormal(key: number, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - randomUniform(key, 2 * index)));
  return radius * Math.cos(2 * Math.PI * randomUniform(key, 2 * index + 1));
}

/**
 * Initial weights: biases zero; kernels before a rectifier He-normal, standard deviation sqrt(2 / inputs) (He et al. 2015);
 * before tanh, sigmoid or the softmax Glorot-uniform, within sqrt(6 / (inputs + units)) (Glorot and Bengio 2010). The first
 * layer's kernel can begin as Gabor functions instead; it must then have 784 inputs.
 */
export function initialWeights(
  network: NetworkSpec,
  seed: number,
  firstLayer: FirstLayer = 'random',
): LayerWeights[] {
  const layers = zeroWeights(network.layerSizes);
  layers.forEach(({ kernel, bias }, layer) => {
    const inputs = kernel.length / bias.length;
    const key = randomKey(seed, RANDOM_PURPOSE.weights, layer);
    if (layer === 0 && firstLayer === 'gabor') {
      for (let unit = 0; unit < bias.length; unit++) {
        writeGaborUnit(kernel, bias.length, unit, randomKey(key, unit));
      }
      return;
    }
    const glorot = layer === layers.length - 1 || SATURATING.has(network.activation);
    const limit = glorot ? Math.sqrt(6 / (inputs + bias.length)) : Math.sqrt(2 / inputs);
    for (let i = 0; i < kernel.length; i++) {
      kernel[i] = glorot ? limit * (2 * randomUniform(key, i) - 1) : limit * randomNormal(key, i);
    }
  });
  return layers;
}

/** A network that has not learned anything yet, with empty optimiser memory. */
export function initialState(
  network: NetworkSpec,
  optimizer: Optimizer,
  seed: number,
  firstLayer: FirstLayer = 'random',
): TrainState {
  return {
    step: 0,
    weights: initialWeights(network, seed, firstLayer),
    slots: OPTIMIZER_SLOTS[optimizer].map(() => zeroWeights(network.layerSizes)),
  };
}
