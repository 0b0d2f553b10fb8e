/**
 * Gradients in plain loops, the way back through forward-pass.ts: of one class's logit with respect to the pixels, and of the
 * loss with respect to the weights. The mathematics is engine.ts's, without dropout.
 */
import type { Activation } from '../../core/experiment';
import { CLASS_COUNT, type LayerWeights, PIXEL_COUNT, zeroWeights } from '../../core/network';
import { slopeOf } from './activation-slope';
import { forwardPass, type ForwardPass, softmaxRows } from './forward-pass';

/** dL/dx = W dL/dz of one layer: float64 [inputs]. Inputs for which `wanted` says no are left 0. */
function throughLayer(
  { kernel, bias }: LayerWeights,
  gradient: Float64Array,
  wanted: (input: number) => boolean = () => true,
): Float64Array {
  const units = bias.length;
  const result = new Float64Array(kernel.length / units);
  for (let i = 0; i < result.length; i++) {
    if (!wanted(i)) continue;
    const first = i * units;
    let sum = 0;
    for (let unit = 0; unit < units; unit++) sum += kernel[first + unit]! * gradient[unit]!;
    result[i] = sum;
  }
  return result;
}

/** From the logits' gradient (float64 [10]) down to every layer's pre-activations', first layer first. row: of the pass. */
function preActivationGradients(
  weights: readonly LayerWeights[],
  activation: Activation,
  { hidden }: ForwardPass,
  row: number,
  logitGradient: Float64Array,
): Float64Array[] {
  const slope = slopeOf(activation);
  const gradients = [logitGradient];
  for (let layer = weights.length - 1; layer > 0; layer--) {
    const outputs = hidden[layer - 1]!;
    const units = weights[layer - 1]!.bias.length;
    const gradient = throughLayer(weights[layer]!, gradients[0]!);
    for (let unit = 0; unit < units; unit++) gradient[unit]! *= slope(outputs[row * units + unit]!);
    gradients.unshift(gradient);
  }
  return gradients;
}

/**
 * Gradient times input (Shrikumar et al. 2016): how much each pixel adds to one class's logit, or takes from it, if the
 * network were the straight line that it looks like near this digit. With ReLU the pixels' sum and the biases' share make up
 * the logit exactly. Blank pixels have 0. pixels: uint8 [784]; pass: theirs. Returns float32 [784].
 */
export function pixelContributions(
  weights: readonly LayerWeights[],
  activation: Activation,
  pixels: Uint8Array,
  pass: ForwardPass,
  classIndex: number,
): Float32Array {
  const oneHot = new Float64Array(CLASS_COUNT);
  oneHot[classIndex] = 1;
  const [first] = preActivationGradients(weights, activation, pass, 0, oneHot);
  const gradient = throughLayer(weights[0]!, first!, (pixel) => pixels[pixel]! > 0);
  return Float32Array.from(gradient, (g, pixel) => (g * pixels[pixel]!) / 255);
}

/**
 * The gradient of the mean loss (cross-entropy, no label smoothing) of a batch, in the shape of the weights. Yields after
 * every digit. pixels: uint8 [count, 784]; labels: uint8 [count].
 */
export function* batchGradients(
  weights: readonly LayerWeights[],
  activation: Activation,
  pixels: Uint8Array,
  labels: Uint8Array,
  count: number,
): Generator<void, LayerWeights[]> {
  const sums = zeroWeights([PIXEL_COUNT, ...weights.map(({ bias }) => bias.length)]);
  for (let row = 0; row < count; row++) {
    const digit = pixels.subarray(row * PIXEL_COUNT, (row + 1) * PIXEL_COUNT);
    const pass = forwardPass(weights, activation, digit, 1);
    const residual = Float64Array.from(softmaxRows(pass.logits, CLASS_COUNT));
    residual[labels[row]!]! -= 1;
    const gradients = preActivationGradients(weights, activation, pass, 0, residual);
    const inputs = [Float32Array.from(digit, (byte) => byte / 255), ...pass.hidden];
    sums.forEach((sum, layer) => addOuter(sum, inputs[layer]!, gradients[layer]!, 1 / count));
    yield;
  }
  return sums;
}

/** sum += share * x dzᵀ for the kernel, share * dz for the bias. */
function addOuter({ kernel, bias }: LayerWeights, x: Float32Array, dz: Float64Array, share: number): void {
  const units = bias.length;
  for (let i = 0; i < x.length; i++) {
    const factor = share * x[i]!;
    if (factor === 0) continue;
    for (let unit = 0; unit < units; unit++) kernel[i * units + unit]! += factor * dz[unit]!;
  }
  for (let unit = 0; unit < units; unit++) bias[unit]! += share * dz[unit]!;
}
