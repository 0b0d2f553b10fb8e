/**
 * How well a network reads a set of digits, added up batch by batch so that a worker can test 10,000 of them and still
 * answer messages in between. Counts are whole numbers and the loss is summed in float64, so the way the digits are cut
 * into batches does not change the result (the loss: not beyond its last bits).
 */
import { CLASS_COUNT } from './network';
import type { Split } from './splits';

/** Below this a probability counts as this, so that one confident mistake cannot make the mean loss infinite. */
export const PROBABILITY_FLOOR = 1e-7;

/** The outcome of reading one split of the data. Plain and serialisable: it may cross the worker boundary. */
export interface Evaluation {
  readonly split: Split;
  /** Digits read; at least 1. */
  readonly exampleCount: number;
  /** Mean cross-entropy per digit, in nats, 0 or more. NaN when a probability was NaN. No label smoothing. */
  readonly loss: number;
  /** Share of digits read right, 0..1. */
  readonly accuracyFraction: number;
  /** uint32 [10, 10], row-major: confusion[truth * 10 + reading] digits. Sums to exampleCount. */
  readonly confusion: Uint32Array;
}

/** Index of the largest of `classCount` values from `offset` on; the first of equals, 0 if none is a number. */
function largestIn(values: ArrayLike<number>, offset: number, classCount: number): number {
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < classCount; i++) {
    const value = values[offset + i]!;
    if (value > bestValue) {
      best = i;
      bestValue = value;
    }
  }
  return best;
}

/**
 * The most probable class of each row. probabilities: [count, classCount], row-major. Returns a new uint8 [count]; the
 * first of equals wins. Throws RangeError when the length is not whole rows.
 */
export function argmax(probabilities: ArrayLike<number>, classCount = CLASS_COUNT): Uint8Array {
  const count = probabilities.length / classCount;
  if (!Number.isInteger(count)) throw new RangeError(`Not whole rows of ${classCount} probabilities`);
  return Uint8Array.from({ length: count }, (_, row) =>
    largestIn(probabilities, row * classCount, classCount),
  );
}

function requireClass(value: number | undefined, classCount: number): number {
  if (value === undefined || !Number.isInteger(value) || value < 0 || value >= classCount) {
    throw new RangeError(`Expected a class from 0 to ${classCount - 1}, got ${value}`);
  }
  return value;
}

/**
 * How often each true class was read as each class. labels, predictions: [count], 0..classCount-1. Returns a new
 * uint32 [classCount, classCount], row-major, rows true and columns predicted. Throws RangeError for lengths that
 * differ and for a class out of range.
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classCount = CLASS_COUNT,
): Uint32Array {
  if (labels.length !== predictions.length) throw new RangeError('As many labels as predictions are needed');
  const matrix = new Uint32Array(classCount * classCount);
  for (let i = 0; i < labels.length; i++) {
    const row = requireClass(labels[i], classCount);
    matrix[row * classCount + requireClass(predictions[i], classCount)]! += 1;
  }
  return matrix;
}

/**
 * Mean of -ln(probability of the true class), in nats. probabilities: [count, classCount], row-major, each row summing
 * to 1; labels: [count]. Probabilities under PROBABILITY_FLOOR count as it. NaN for no rows, and when one is NaN.
 * Throws RangeError for lengths that do not fit and for a label out of range.
 */
export function crossEntropy(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  classCount = CLASS_COUNT,
): number {
  if (probabilities.length !== labels.length * classCount) {
    throw new RangeError(`Each label needs ${classCount} probabilities`);
  }
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = requireClass(labels[i], classCount);
    sum -= Math.log(Math.max(probabilities[i * classCount + label]!, PROBABILITY_FLOOR));
  }
  return sum / labels.length;
}

/** Adds up an Evaluation, batch by batch. */
export class EvaluationAccumulator {
  readonly #split: Split;
  readonly #confusion = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  #exampleCount = 0;
  #lossSum = 0;

  constructor(split: Split) {
    this.#split = split;
  }

  /** Digits added so far. */
  get exampleCount(): number {
    return this.#exampleCount;
  }

  /**
   * Adds the first `count` digits of a batch; both arrays may be longer and are only read. probabilities: float32
   * [count, 10], row-major; labels: uint8 [count], 0..9. Throws RangeError, and adds nothing, when an array is too short
   * or a label out of range.
   */
  add(probabilities: Float32Array, labels: Uint8Array, count = labels.length): void {
    if (labels.length < count || probabilities.length < count * CLASS_COUNT) {
      throw new RangeError(`${count} digits need ${count} labels and ${count * CLASS_COUNT} probabilities`);
    }
    const rows = probabilities.subarray(0, count * CLASS_COUNT);
    const truths = labels.subarray(0, count);
    const counts = confusionMatrix(truths, argmax(rows));
    if (count > 0) this.#lossSum += crossEntropy(rows, truths) * count;
    this.#exampleCount += count;
    for (let i = 0; i < counts.length; i++) this.#confusion[i]! += counts[i]!;
  }

  /** The evaluation of all digits so far; a copy, so adding may go on. Throws RangeError when there is none. */
  result(): Evaluation {
    if (this.#exampleCount === 0) throw new RangeError('Nothing was added');
    let right = 0;
    for (let digit = 0; digit < CLASS_COUNT; digit++) right += this.#confusion[digit * CLASS_COUNT + digit]!;
    return {
      split: this.#split,
      exampleCount: this.#exampleCount,
      loss: this.#lossSum / this.#exampleCount,
      accuracyFraction: right / this.#exampleCount,
      confusion: this.#confusion.slice(),
    };
  }
}

/** Evaluates in one go what fits in memory. Shapes, owners and errors as for EvaluationAccumulator. */
export function evaluatePredictions(
  split: Split,
  probabilities: Float32Array,
  labels: Uint8Array,
): Evaluation {
  const accumulator = new EvaluationAccumulator(split);
  accumulator.add(probabilities, labels);
  return accumulator.result();
}
