import { MNIST } from '../../src/core/dataset';
import type { Experiment } from '../../src/core/experiment';
import { type LayerWeights, layerSizesOf } from '../../src/core/network';
import { networkToSafetensors } from '../../src/formats/network-safetensors';

/** A trained network as a file that the page takes in: the bytes of a safetensors file. It is calibrated there. */
export const networkFile = (
  name: string,
  { hidden, activation }: Experiment,
  weights: readonly LayerWeights[],
): Uint8Array =>
  networkToSafetensors({
    name,
    layerSizes: layerSizesOf(hidden),
    activation,
    weights,
    classNames: MNIST.classNames,
    temperature: 1,
    facts: new Map(),
  });
