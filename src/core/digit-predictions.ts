/** What a network makes of each digit of a set: the raw material for finding mistakes, hard digits and doubtful labels. */
import { argmax, PROBABILITY_FLOOR } from './metrics';
import { CLASS_COUNT } from './network';

/** One entry per digit, in the order of the set. */
export interface DigitPredictions {
  /** uint8 [count], 0..9: the most probable class. */
  readonly predicted: Uint8Array;
  /** float32 [count], 0..1: the probability of the guess. */
  readonly confidences: Float32Array;
  /** float32 [count], nats: minus the logarithm of the label's probability, which counts as PROBABILITY_FLOOR at least. */
  readonly losses: Float32Array;
}

export const emptyDigitPredictions = (count: number): DigitPredictions => ({
  predicted: new Uint8Array(count),
  confidences: new Float32Array(count),
  losses: new Float32Array(count),
});

/**
 * Enters the predictions on digits `start` and following. probabilities: float32 [n, 10], row-major; labels: uint8 [n], 0..9.
 * Both are only read.
 */
export function enterDigitPredictions(
  predictions: DigitPredictions,
  start: number,
  probabilities: Float32Array,
  labels: Uint8Array,
): void {
  const predicted = argmax(probabilities);
  predictions.predicted.set(predicted, start);
  for (const [i, guess] of predicted.entries()) {
    const row = i * CLASS_COUNT;
    predictions.confidences[start + i] = probabilities[row + guess]!;
    predictions.losses[start + i] = -Math.log(Math.max(probabilities[row + labels[i]!]!, PROBABILITY_FLOOR));
  }
}
