import type { Activation, Optimizer } from './experiment';

/** 28 x 28 pixels in, ten digits out: fixed by MNIST. */
export const PIXEL_COUNT = 784;
export const CLASS_COUNT = 10;

/** A dense network: every layer but the last is followed by `activation`, the last by softmax. */
export interface NetworkSpec {
  /** Units per layer from input to output, for example [784, 128, 10]. At least two entries. */
  readonly layerSizes: readonly number[];
  readonly activation: Activation;
}

/** One dense layer's parameters. Also the shape of an optimiser slot, which has one number per parameter. */
export interface LayerWeights {
  /** float32 [inputs, units], row-major: kernel[i * units + u]. */
  readonly kernel: Float32Array;
  /** float32 [units]. */
  readonly bias: Float32Array;
}

/** Everything needed to go on training as if nothing had happened. Plain arrays: it may cross the worker boundary. */
export interface TrainState {
  /** Optimiser steps taken so far. */
  readonly step: number;
  readonly weights: readonly LayerWeights[];
  /** Optimiser memory, in the order of OPTIMIZER_SLOTS. Each slot has one LayerWeights per layer. */
  readonly slots: readonly (readonly LayerWeights[])[];
}

/** The running averages that each optimiser keeps, one number per parameter each, all starting at zero. */
export const OPTIMIZER_SLOTS: Readonly<Record<Optimizer, readonly string[]>> = {
  sgd: [],
  momentum: ['velocity'],
  rmsprop: ['meanSquare'],
  adam: ['firstMoment', 'secondMoment'],
  adamw: ['firstMoment', 'secondMoment'],
};

export const layerSizesOf = (hidden: readonly number[]): number[] => [PIXEL_COUNT, ...hidden, CLASS_COUNT];

/** Number of trainable parameters: kernels and biases. */
export function parameterCount(layerSizes: readonly number[]): number {
  let count = 0;
  for (let layer = 1; layer < layerSizes.length; layer++) {
    count += (layerSizes[layer - 1]! + 1) * layerSizes[layer]!;
  }
  return count;
}

/** One zeroed LayerWeights per layer. */
export function zeroWeights(layerSizes: readonly number[]): LayerWeights[] {
  return layerSizes.slice(1).map((units, layer) => ({
    kernel: new Float32Array(layerSizes[layer]! * units),
    bias: new Float32Array(units),
  }));
}
