/** What a confusion matrix says, in words and in strength of colour. Matrices: uint32 [10, 10], rows true, columns read. */
import { labelsOf, MNIST } from '../../core/dataset';
import { CLASS_COUNT } from '../../core/network';
import { formatPercent, formatTimes } from '../shared/number-format';

export interface Confusion {
  readonly truth: number;
  readonly reading: number;
  /** Digits; at least 1. */
  readonly count: number;
  /** `count` as a share of all digits that are a `truth`, 0..1. */
  readonly share: number;
}

const DIGITS = labelsOf(MNIST);

/** Share of the digits that are a `truth` which were read as `reading`, 0..1; 0 when there are none. */
export function shareOfTruth(matrix: Uint32Array, truth: number, reading: number): number {
  const row = matrix.subarray(truth * CLASS_COUNT, (truth + 1) * CLASS_COUNT);
  const support = row.reduce((sum, count) => sum + count, 0);
  return support === 0 ? 0 : row[reading]! / support;
}

/** The most frequent misreadings, most frequent first; of equals, the smaller digits first. At most `limit`. */
export function topConfusions(matrix: Uint32Array, limit: number): Confusion[] {
  return DIGITS.flatMap((truth) => DIGITS.map((reading) => ({ truth, reading })))
    .filter(({ truth, reading }) => truth !== reading && matrix[truth * CLASS_COUNT + reading]! > 0)
    .map(({ truth, reading }) => ({
      truth,
      reading,
      count: matrix[truth * CLASS_COUNT + reading]!,
      share: shareOfTruth(matrix, truth, reading),
    }))
    .slice()
    .sort((a, b) => b.count - a.count)
    .slice(0, limit);
}

/** "4 read as 9: 11 times, 1.1% of all 4s". names: of the classes; by default they are digits. */
export function cellSentence(
  matrix: Uint32Array,
  truth: number,
  reading: number,
  names: readonly string[] = MNIST.classNames,
): string {
  const count = matrix[truth * CLASS_COUNT + reading]!;
  const nameOf = (label: number): string => names[label] ?? String(label);
  const all = /^\d$/.test(nameOf(truth)) ? `all ${nameOf(truth)}s` : `“${nameOf(truth)}”`;
  const share = count === 0 ? '' : `, ${formatPercent(shareOfTruth(matrix, truth, reading), 1)} of ${all}`;
  return `${nameOf(truth)} read as ${nameOf(reading)}: ${formatTimes(count)}${share}`;
}

/** A share as a square has room for it, the unit left out: "98", "1.1", "<0.1". */
export function cellPercent(share: number): string {
  if (share < 0.0005) return '<0.1';
  return share < 0.0995
    ? (100 * share).toFixed(1)
    : String(share < 1 ? Math.min(99, Math.round(100 * share)) : 100);
}

/** A misreading this frequent has the full colour. */
export const FULL_ERROR_SHARE = 0.05;

/**
 * How much of the tint a cell gets, in per cent. Square root, and never under 10 for what is there at all, so that one
 * misread digit in a thousand still shows; absolute, so that the red fades from one test to the next as a network
 * learns. At most 45, which keeps ink readable on it in both themes.
 */
export function tintPercent(share: number, fullShare: number): number {
  return share <= 0 ? 0 : 10 + 35 * Math.sqrt(Math.min(1, share / fullShare));
}
