/**
 * Honest confidence. A network's probabilities are calibrated when, of the digits that it reads with 90% confidence, 90%
 * are right. Trained networks are not, but one number mends most of it: divide all logits by a temperature, chosen so that
 * held-out digits become as likely as can be (Guo, Pleiss, Sun and Weinberger, On Calibration of Modern Neural Networks,
 * ICML 2017, section 4.2). The order of the probabilities stays, so no digit is read differently.
 *
 * Softmax forgets a constant that is added to all logits, and so does dividing by a temperature and taking softmax again:
 * log-probabilities will do for logits, and nothing but probabilities is needed here.
 */
import { CLASS_COUNT } from './network';

/** Below this a probability counts as this: about the smallest that float32 holds in full. */
const FLOOR = 1e-38;
/** Temperatures that are considered. One digit read wrong, or none, would otherwise take it to an end of the world. */
export const TEMPERATURE_RANGE = { lowest: 0.1, highest: 10 } as const;
const NEWTON_STEPS = 30;
const ENOUGH = 1e-6;
/** A step of Newton's method that is no longer squares the distance to the minimum: what is left is below that. */
const ENOUGH_BY_NEWTON = 1e-3;

/**
 * Probabilities at a temperature: each row's are raised to the power 1/temperature and scaled to sum to 1. Above 1 softens
 * them. probabilities: [count, 10], row-major, rows sum to 1. Returns a new float32 [count, 10].
 */
export function temper(probabilities: ArrayLike<number>, temperature: number): Float32Array {
  const result = new Float32Array(probabilities.length);
  for (let row = 0; row < result.length; row += CLASS_COUNT) {
    let sum = 0;
    for (let k = row; k < row + CLASS_COUNT; k++) {
      result[k] = Math.max(probabilities[k]!, FLOOR) ** (1 / temperature);
      sum += result[k]!;
    }
    for (let k = row; k < row + CLASS_COUNT; k++) result[k]! /= sum;
  }
  return result;
}

/**
 * The temperature at which the true classes are most likely, within TEMPERATURE_RANGE. probabilities: [count, 10],
 * row-major; labels: [count], 0..9. 1 when there is nothing to go by: no digits, or a probability that is not a number.
 *
 * In b = 1 / temperature the mean of -log p(label) is convex, so Newton's method on its slope finds the one minimum;
 * a step that leaves the bracket around it is replaced by halving the bracket.
 */
export function fitTemperature(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  const logs = logsBelowHighest(probabilities);
  let low = 1 / TEMPERATURE_RANGE.highest;
  let high = 1 / TEMPERATURE_RANGE.lowest;
  let b = 1;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const { slope, curvature } = lossAt(b, logs, labels);
    if (!Number.isFinite(slope) || labels.length === 0) return 1;
    if (slope > 0) high = b;
    else low = b;
    const newton = b - slope / curvature;
    const isWithin = newton > low && newton < high;
    const next = isWithin ? newton : (low + high) / 2;
    const moved = Math.abs(next - b);
    b = next;
    if (moved < (isWithin ? ENOUGH_BY_NEWTON : ENOUGH)) break;
  }
  return 1 / b;
}

/** Of each row the logs less the row's highest, so that none is above 0. */
function logsBelowHighest(probabilities: ArrayLike<number>): Float64Array {
  const logs = new Float64Array(probabilities.length);
  for (let start = 0; start < logs.length; start += CLASS_COUNT) {
    let highest = 0;
    for (let k = start; k < start + CLASS_COUNT; k++) {
      const p = probabilities[k]!;
      if (!(p <= highest)) highest = p;
    }
    for (let k = start; k < start + CLASS_COUNT; k++) {
      logs[k] = Math.log(Math.max(probabilities[k]!, FLOOR) / Math.max(highest, FLOOR));
    }
  }
  return logs;
}

/** First and second derivative, by b, of the mean of -log p(label), where p is the softmax of b times the logs. */
function lossAt(b: number, logs: Float64Array, labels: ArrayLike<number>) {
  let slope = 0;
  let curvature = 0;
  for (let row = 0; row < labels.length; row++) {
    const start = row * CLASS_COUNT;
    let sum = 0;
    let mean = 0;
    let meanSquare = 0;
    for (let k = start; k < start + CLASS_COUNT; k++) {
      const log = logs[k]!;
      const weight = Math.exp(b * log);
      sum += weight;
      mean += weight * log;
      meanSquare += weight * log * log;
    }
    mean /= sum;
    slope += mean - logs[start + labels[row]!]!;
    curvature += meanSquare / sum - mean * mean;
  }
  return { slope: slope / labels.length, curvature: curvature / labels.length };
}

/** The digits whose confidence lies in one interval. */
export interface CalibrationBin {
  /** The interval: more than `above`, up to and including `upTo`. */
  readonly above: number;
  readonly upTo: number;
  readonly count: number;
  /** Mean confidence of these digits, 0..1; NaN when there are none. */
  readonly meanConfidence: number;
  /** Share of them read right, 0..1; NaN when there are none. */
  readonly accuracyFraction: number;
}

/**
 * Sorts readings into `bins` equal intervals of confidence, the reliability diagram of Guo et al. confidences: [count],
 * 0..1, the probability of the answer given; correct: [count], whether it was right. A confidence of 0 counts in the first.
 */
export function calibrationBins(
  confidences: ArrayLike<number>,
  correct: ArrayLike<boolean | number>,
  bins = 15,
): CalibrationBin[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (let i = 0; i < confidences.length; i++) {
    const confidence = confidences[i]!;
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1))];
    if (!bin) continue;
    bin.count++;
    bin.confidence += confidence;
    bin.right += Number(correct[i]);
  }
  return sums.map(({ count, confidence, right }, bin) => ({
    above: bin / bins,
    upTo: (bin + 1) / bins,
    count,
    meanConfidence: confidence / count,
    accuracyFraction: right / count,
  }));
}

/** The mean distance between confidence and accuracy, bins weighted by their digits: 0 is honest. NaN without digits. */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): number {
  let count = 0;
  let distance = 0;
  for (const bin of bins) {
    if (bin.count === 0) continue;
    count += bin.count;
    distance += bin.count * Math.abs(bin.accuracyFraction - bin.meanConfidence);
  }
  return distance / count;
}
