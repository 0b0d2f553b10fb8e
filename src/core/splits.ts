/**
 * The three parts of the set and one numbering for all 70,000 digits: the first 55,000 of MNIST's 60,000 training digits
 * train, its last 5,000 validate, and its 10,000 test digits follow. So a number under 60,000 is a digit's place in MNIST's
 * own training file, and the others are its place in the test file plus 60,000.
 */
import { lastIndexWhere } from './last-index';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

export interface SplitRange {
  /** Number of the split's first digit. */
  readonly start: number;
  readonly count: number;
}

export const SPLIT_RANGES: Readonly<Record<Split, SplitRange>> = {
  train: { start: 0, count: 55_000 },
  validation: { start: 55_000, count: 5_000 },
  test: { start: 60_000, count: 10_000 },
};

/** Where each split begins in the one numbering of a set with so many digits. */
export const rangesOf = ({
  train,
  validation,
  test,
}: Readonly<Record<Split, number>>): Record<Split, SplitRange> => ({
  train: { start: 0, count: train },
  validation: { start: train, count: validation },
  test: { start: train + validation, count: test },
});

/** The split that a digit belongs to, given where each begins. index: 0 up to the number of digits. */
export function splitOf(index: number, ranges: Readonly<Record<Split, SplitRange>> = SPLIT_RANGES): Split {
  return SPLITS[lastIndexWhere(SPLITS, (split) => index >= ranges[split].start)] ?? 'train';
}
