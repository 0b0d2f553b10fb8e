/** What is reported of a network again and again: work in slices, see pace.ts. */
import { distributionOf } from '../../core/insight/distribution';
import { PIXEL_COUNT } from '../../core/network';
import type { DigitSet } from '../../dataset/digit-source';
import { deadUnits } from '../../engine/plain/activation-slope';
import { batchGradients } from '../../engine/plain/backward-pass';
import {
  type FirstLayerReport,
  GRADIENT_DIGITS,
  type LayerInsight,
  type LayersReport,
  SURVEY_DIGITS,
} from '../../protocol/insight';
import type { Snapshot } from './snapshot';

/** Digits per forward pass: the reader's own chunk, and what lies between two yields. */
const CHUNK = 128;

/** Without one there is no map, and no neighbours: the classes are all that the pixels lead to. */
export const hasHidden = ({ weights }: Snapshot): boolean => weights.length > 1;

export function* firstLayerReport(snapshot: Snapshot): Generator<void, FirstLayerReport> {
  const { weights, step } = snapshot;
  const { kernel, bias } = weights[0]!;
  const units = bias.length;
  const squares = new Float64Array(units);
  for (let pixel = 0; pixel < PIXEL_COUNT; pixel++) {
    if (pixel % 64 === 0) yield;
    for (let unit = 0; unit < units; unit++) {
      squares[unit]! += kernel[pixel * units + unit]! ** 2;
    }
  }
  const typical = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / kernel.length);
  const norms = Float32Array.from(squares, Math.sqrt);
  return { topic: 'first-layer', step, kernel, bias, norms, typical, isOutput: !hasHidden(snapshot) };
}

export function* layersReport(snapshot: Snapshot, digits: DigitSet): Generator<void, LayersReport> {
  const { weights, network, step } = snapshot;
  const count = Math.min(SURVEY_DIGITS, digits.count);
  const outputs = yield* runDigits(snapshot, digits, count);
  const gradientCount = Math.min(GRADIENT_DIGITS, digits.count);
  const { pixels, labels } = digits;
  const gradients = yield* batchGradients(weights, network.activation, pixels, labels, gradientCount);
  const layers: LayerInsight[] = [];
  for (const [index, { kernel, bias }] of weights.entries()) {
    const isLast = index === weights.length - 1;
    yield;
    const ofWeights = distributionOf(kernel, 'linear');
    yield;
    const ofGradients = distributionOf(gradients[index]!.kernel, 'log10');
    yield;
    const ofActivations = distributionOf(outputs[index]!, 'linear');
    yield;
    layers.push({
      units: bias.length,
      weights: ofWeights,
      gradients: ofGradients,
      activations: ofActivations,
      dead: isLast ? undefined : deadUnits(network.activation, outputs[index]!, bias.length),
    });
  }
  return { topic: 'layers', step, activation: network.activation, layers };
}

/** Every layer's outputs for the first `count` digits: one float32 [count, units] per layer, the logits last. */
function* runDigits(
  { run, weights }: Snapshot,
  digits: DigitSet,
  count: number,
): Generator<void, Float32Array[]> {
  const outputs = weights.map(({ bias }) => new Float32Array(count * bias.length));
  for (let start = 0; start < count; start += CHUNK) {
    yield;
    const rows = Math.min(CHUNK, count - start);
    const { hidden, logits } = run(digits.pixels.subarray(start * PIXEL_COUNT), rows);
    [...hidden, logits].forEach((output, layer) =>
      outputs[layer]!.set(output, start * weights[layer]!.bias.length),
    );
  }
  return outputs;
}

/** The last hidden layer's outputs, float32 [count, units], and the logits, [count, 10]: all that the map is made of. Not without one. */
export function* lastHidden(
  { run, weights }: Snapshot,
  pixels: Uint8Array,
  count: number,
): Generator<void, { points: Float32Array; logits: Float32Array; units: number }> {
  const units = weights.at(-2)!.bias.length;
  const classes = weights.at(-1)!.bias.length;
  const points = new Float32Array(count * units);
  const logitRows = new Float32Array(count * classes);
  for (let start = 0; start < count; start += CHUNK) {
    yield;
    const rows = Math.min(CHUNK, count - start);
    const { hidden, logits } = run(pixels.subarray(start * PIXEL_COUNT), rows);
    points.set(hidden.at(-1)!, start * units);
    logitRows.set(logits, start * classes);
  }
  return { points, logits: logitRows, units };
}
