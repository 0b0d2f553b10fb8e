/**
 * Which pixels a network from elsewhere wants, found by the digits themselves: it is tried with each scaling, and the one of
 * least log-loss is it. Accuracy does not tell: with small biases, 0..1 and 0..255 read almost the same digits right, but
 * only one of them with the confidence that training gave. Where a file holds weights alone, activations are tried too.
 */
import { ACTIVATIONS, type Activation } from '../../core/experiment';
import { INPUT_SCALINGS, type InputScaling, rescaled } from '../../core/input-scaling';
import { CLASS_COUNT, type LayerWeights, PIXEL_COUNT } from '../../core/network';
import { forwardPass, softmaxRows } from '../../engine/plain/forward-pass';
import type { SampleDigits } from '../../protocol/files';

export interface FoundScaling {
  readonly scaling: InputScaling;
  readonly activation: Activation;
  /** Mean over the digits, in nats. */
  readonly logLoss: number;
  readonly accuracyFraction: number;
}

/** No probability counts as less, as one wrong digit would count for all. */
const LEAST_PROBABILITY = 1e-7;

/** So many digits for all candidates, and all of the digits for those that are left: a factor of two is told by no fewer. */
const FIRST_DIGITS = 300;
const LEFT = 3;

/**
 * activation: undefined to try all. weights: as the file has them. digits: at least one; best two thousand. known: where the file
 * says how its pixels are scaled.
 */
export function findScaling(
  weights: readonly LayerWeights[],
  activation: Activation | undefined,
  digits: SampleDigits,
  known?: InputScaling,
): FoundScaling {
  const few = {
    pixels: digits.pixels.subarray(0, FIRST_DIGITS * PIXEL_COUNT),
    labels: digits.labels.subarray(0, FIRST_DIGITS),
  };
  const all = (activation ? [activation] : ACTIVATIONS).flatMap((tried) =>
    (known ? [known] : INPUT_SCALINGS).map((scaling) => ({ scaling, activation: tried })),
  );
  const measured = (
    candidate: Pick<FoundScaling, 'scaling' | 'activation'>,
    on: SampleDigits,
  ): FoundScaling => ({
    ...candidate,
    ...measure(rescaled(weights, undefined, candidate.scaling), candidate.activation, on),
  });
  const byLoss = (a: FoundScaling, b: FoundScaling): number => a.logLoss - b.logLoss;
  const left = all
    .map((candidate) => measured(candidate, few))
    .sort(byLoss)
    .slice(0, LEFT);
  return left.map((candidate) => measured(candidate, digits)).sort(byLoss)[0]!;
}

function measure(
  weights: readonly LayerWeights[],
  activation: Activation,
  { pixels, labels }: SampleDigits,
): Pick<FoundScaling, 'logLoss' | 'accuracyFraction'> {
  const { logits } = forwardPass(weights, activation, pixels, labels.length);
  const probabilities = softmaxRows(logits, CLASS_COUNT);
  let loss = 0;
  let right = 0;
  for (const [row, label] of labels.entries()) {
    const own = probabilities.subarray(row * CLASS_COUNT, (row + 1) * CLASS_COUNT);
    const probability = own[label]!;
    // NaN, where numbers have run over, is as bad as can be.
    loss -= Math.log(probability > LEAST_PROBABILITY ? probability : LEAST_PROBABILITY);
    if (own.every((other) => other <= probability)) right++;
  }
  return { logLoss: loss / labels.length, accuracyFraction: right / labels.length };
}
