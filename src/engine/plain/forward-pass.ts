/**
 * One network's answer in plain loops, for readers rather than trainers: it needs no device, no set-up and no memory but
 * the weights, answers a handful of digits within a millisecond on any machine, and tells every layer's activations. The
 * mathematics is engine.ts's, without dropout; the network is wherever its weights came from.
 *
 * Most of a digit is blank paper and, after ReLU, many units are silent: inputs that are 0 are passed over, which saves
 * about four fifths of the work.
 */
import type { Activation } from '../../core/experiment';
import type { LayerWeights } from '../../core/network';
import { LEAKY_RELU_SLOPE } from '../../core/training/constants';

export interface ForwardPass {
  /** After the activation function: one float32 [count, units] per hidden layer, first to last. */
  readonly hidden: readonly Float32Array[];
  /** float32 [count, 10], before softmax. */
  readonly logits: Float32Array;
}

/** The activation functions, of one unit's weighted sum. */
export const ACTIVATE: Readonly<Record<Activation, (z: number) => number>> = {
  relu: (z) => (z > 0 ? z : 0),
  leakyRelu: (z) => (z > 0 ? z : LEAKY_RELU_SLOPE * z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
};

/** Runs digits through a network. pixels: uint8 [count, 784], 255 = ink. All arrays returned are the caller's. */
export function forwardPass(
  weights: readonly LayerWeights[],
  activation: Activation,
  pixels: Uint8Array,
  count: number,
): ForwardPass {
  const activate = ACTIVATE[activation];
  let inputs = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) inputs[i] = pixels[i]! / 255;
  const layers = weights.map((layer, index) => {
    const outputs = dense(layer, inputs, count);
    if (index < weights.length - 1)
      for (let i = 0; i < outputs.length; i++) outputs[i] = activate(outputs[i]!);
    inputs = outputs;
    return outputs;
  });
  return { hidden: layers.slice(0, -1), logits: layers.at(-1)! };
}

/** x W + b: float32 [count, units]. */
function dense(
  { kernel, bias }: LayerWeights,
  inputs: Float32Array,
  count: number,
): Float32Array<ArrayBuffer> {
  const units = bias.length;
  const inputCount = kernel.length / units;
  const outputs = new Float32Array(count * units);
  for (let row = 0; row < count; row++) {
    const sums = outputs.subarray(row * units, (row + 1) * units);
    sums.set(bias);
    for (let i = 0; i < inputCount; i++) {
      const x = inputs[row * inputCount + i]!;
      if (x === 0) continue;
      const first = i * units;
      for (let unit = 0; unit < units; unit++) sums[unit]! += x * kernel[first + unit]!;
    }
  }
  return outputs;
}

/**
 * Probabilities from logits, row by row: both float32 [count, classCount]. Logits are divided by the temperature first: above 1
 * it makes the network less certain, and 1 leaves it as it was trained.
 */
export function softmaxRows(
  logits: Float32Array,
  classCount: number,
  temperature = 1,
): Float32Array<ArrayBuffer> {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classCount) {
    const row = logits.subarray(start, start + classCount);
    const largest = row.reduce((most, z) => Math.max(most, z), -Infinity);
    let sum = 0;
    for (const z of row) sum += Math.exp((z - largest) / temperature);
    for (let k = 0; k < classCount; k++) {
      probabilities[start + k] = Math.exp((row[k]! - largest) / temperature) / sum;
    }
  }
  return probabilities;
}
