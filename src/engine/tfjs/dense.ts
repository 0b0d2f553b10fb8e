/** The network's forward pass in tfjs operations, differentiable by tfjs itself. */
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../core/experiment';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../../core/random';
import { LEAKY_RELU_SLOPE } from '../../core/training/constants';

export interface LayerVariables {
  readonly kernel: tf.Variable<tf.Rank.R2>;
  readonly bias: tf.Variable<tf.Rank.R1>;
}

/*
 * x [rows, inputs] times kernel [inputs, units], with the gradient spelled out: tfjs's own matMul gradient multiplies by
 * transposed views, which its WebAssembly backend computes some four times slower than a transpose and a plain product.
 */

/** For the first layer: nothing asks for the gradient of the pixels. */
function inputProduct(pixels: tf.Tensor2D, kernel: tf.Tensor2D): tf.Tensor2D {
  return tf.customGrad((k) => ({
    value: tf.matMul<tf.Tensor2D>(pixels, k as tf.Tensor2D),
    gradFunc: (dy: tf.Tensor2D) => tf.matMul<tf.Tensor2D>(tf.transpose(pixels), dy),
  }))(kernel);
}

function hiddenProduct(x: tf.Tensor2D, kernel: tf.Tensor2D): tf.Tensor2D {
  return tf.customGrad((a, k, save) => {
    (save as tf.GradSaveFunc)([a as tf.Tensor2D, k as tf.Tensor2D]);
    return {
      value: tf.matMul<tf.Tensor2D>(a as tf.Tensor2D, k as tf.Tensor2D),
      gradFunc: (dy: tf.Tensor2D, saved: tf.Tensor[]) => [
        tf.matMul(dy, tf.transpose(saved[1] as tf.Tensor2D)),
        tf.matMul(tf.transpose(saved[0] as tf.Tensor2D), dy),
      ],
    };
  })(x, kernel);
}

function activate(x: tf.Tensor2D, activation: Activation): tf.Tensor2D {
  switch (activation) {
    case 'relu':
      return tf.relu(x);
    case 'leakyRelu':
      return tf.leakyRelu(x, LEAKY_RELU_SLOPE);
    case 'elu':
      return tf.elu(x);
    case 'tanh':
      return tf.tanh(x);
    case 'sigmoid':
      return tf.sigmoid(x);
  }
}

export interface DropoutPlace {
  readonly rate: number;
  readonly seed: number;
  readonly step: number;
}

/** float32 [rows, units]: 1 / (1 - rate) for a kept unit, 0 for a dropped one. */
function dropoutMask(
  rows: number,
  units: number,
  layer: number,
  { rate, seed, step }: DropoutPlace,
): tf.Tensor2D {
  const key = randomKey(seed, RANDOM_PURPOSE.dropout, step, layer);
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(rows * units);
  for (let i = 0; i < mask.length; i++) mask[i] = randomUniform(key, i) < rate ? 0 : kept;
  return tf.tensor2d(mask, [rows, units]);
}

/** Logits [rows, 10] for x: float32 [rows, 784] in 0..1. Dropout only while training. */
export function logits(
  x: tf.Tensor2D,
  layers: readonly LayerVariables[],
  activation: Activation,
  dropout?: DropoutPlace,
): tf.Tensor2D {
  let values = x;
  layers.forEach(({ kernel, bias }, layer) => {
    values = tf.add(layer === 0 ? inputProduct(values, kernel) : hiddenProduct(values, kernel), bias);
    if (layer === layers.length - 1) return;
    values = activate(values, activation);
    if (dropout && dropout.rate > 0) {
      values = tf.mul(values, dropoutMask(values.shape[0], values.shape[1], layer, dropout));
    }
  });
  return values;
}
