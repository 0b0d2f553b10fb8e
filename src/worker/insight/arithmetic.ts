/**
 * How one digit's numbers become the network's answer, term by term: a unit's weighted sum, and softmax. All of it is reckoned
 * in float64 from the network's own weights, so that the terms add up to more places than anybody is shown; the engines'
 * float32 differs from it in the seventh.
 */
import { PIXEL_COUNT } from '../../core/network';
import { ACTIVATE, forwardPass } from '../../engine/plain/forward-pass';
import type { Arithmetic, SoftmaxSteps, UnitPlace, UnitSum } from '../../protocol/insight';
import type { Snapshot } from './snapshot';

/** pixels: uint8 [784], 255 = ink. temperature: what calibrates the network. place: of the unit asked about, if any. */
export function* arithmeticOf(
  { weights, network, step }: Pick<Snapshot, 'weights' | 'network' | 'step'>,
  temperature: number,
  pixels: Uint8Array,
  place: UnitPlace | undefined,
): Generator<void, Arithmetic> {
  const { hidden, logits } = forwardPass(weights, network.activation, pixels, 1);
  yield;
  const softmax = softmaxSteps(logits, temperature);
  const last = weights.length - 1;
  const layer = place?.layer === 'first' ? 0 : last;
  const { kernel, bias } = weights[layer]!;
  if (!place || place.unit >= bias.length) return { step, unit: undefined, softmax };

  const inputs =
    layer === 0 ? Float32Array.from(pixels.subarray(0, PIXEL_COUNT), (byte) => byte / 255) : hidden.at(-1)!;
  const ownWeights = inputs.map((_, i) => kernel[i * bias.length + place.unit]!);
  const products = Float64Array.from(inputs, (input, i) => input * ownWeights[i]!);
  const positive = products.reduce((total, product) => (product > 0 ? total + product : total), 0);
  const negative = products.reduce((total, product) => (product < 0 ? total + product : total), 0);
  const ownBias = bias[place.unit]!;
  const sum = positive + negative + ownBias;
  const name = network.activation;
  const unit: UnitSum = {
    place,
    from: layer === 0 ? 'pixels' : 'units',
    inputs,
    weights: ownWeights,
    products,
    positive,
    negative,
    bias: ownBias,
    sum,
    activation: layer === last ? undefined : { name, value: ACTIVATE[name](sum) },
  };
  return { step, unit, softmax };
}

function softmaxSteps(logitRow: Float32Array, temperature: number): SoftmaxSteps {
  const logits = Float64Array.from(logitRow);
  // The largest is taken from all: that changes no probability, and no power of e is too large for a number.
  const largest = logits.reduce((most, z) => Math.max(most, z), -Infinity);
  const shifted = logits.map((z) => (z - largest) / temperature);
  const exponentials = shifted.map(Math.exp);
  const sum = exponentials.reduce((total, power) => total + power, 0);
  return {
    logits,
    temperature,
    shifted,
    exponentials,
    sum,
    probabilities: exponentials.map((power) => power / sum),
  };
}
