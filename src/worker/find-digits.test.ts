import { describe, expect, it } from 'vitest';
import { type DigitQuery, NO_PREDICTION } from '../protocol/browsing';
import { findDigits, type SplitSource } from './find-digits';

const any: DigitQuery = {
  splits: ['train', 'validation', 'test'],
  labels: [],
  predicted: [],
  outcome: 'any',
  confidence: [0, 1],
  order: 'place',
};

const validation: SplitSource = {
  split: 'validation',
  start: 100,
  labels: Uint8Array.of(4, 4, 9, 4, 9, 1),
  predictions: {
    predicted: Uint8Array.of(4, 9, 9, 9, 4, 1),
    confidences: Float32Array.of(0.5, 0.75, 1, 0.25, 0.75, 0),
    losses: Float32Array.of(0.5, 3, 0, 4, 3, 0.1),
  },
};
const unread: SplitSource = {
  split: 'test',
  start: 200,
  labels: Uint8Array.of(4, 7),
  predictions: undefined,
};

const found = (changes: Partial<DigitQuery>, sources = [validation, unread]) => [
  ...findDigits({ ...any, ...changes }, sources).indices,
];

describe('findDigits', () => {
  it('finds all digits when anything will do, read or not', () => {
    const all = findDigits(any, [validation, unread]);
    expect([...all.indices]).toEqual([100, 101, 102, 103, 104, 105, 200, 201]);
    expect([...all.labels]).toEqual([4, 4, 9, 4, 9, 1, 4, 7]);
    expect([...all.predicted]).toEqual([4, 9, 9, 9, 4, 1, NO_PREDICTION, NO_PREDICTION]);
    expect([...all.losses]).toEqual([0.5, 3, 0, 4, 3, Math.fround(0.1), 0, 0]);
    expect(all.unread).toEqual(['test']);
  });

  it('filters by label, also what has not been read', () => {
    expect(found({ labels: [4, 1] })).toEqual([100, 101, 103, 105, 200]);
  });

  it('finds the digits of a square of the confusion matrix', () => {
    expect(found({ labels: [4], predicted: [9] })).toEqual([101, 103]);
  });

  it('tells right from wrong, among what has been read', () => {
    expect(found({ outcome: 'right' })).toEqual([100, 102, 105]);
    expect(found({ outcome: 'wrong' })).toEqual([101, 103, 104]);
  });

  it('takes both ends of a range of confidence in', () => {
    expect(found({ confidence: [0.25, 0.75] })).toEqual([100, 101, 103, 104]);
    expect(found({ confidence: [0, 0.25] })).toEqual([103, 105]);
  });

  it('puts the hardest first, and of equals the one that comes first in the set', () => {
    expect(found({ order: 'hardest', outcome: 'wrong' })).toEqual([103, 101, 104]);
    expect(found({ order: 'least-sure' })).toEqual([105, 103, 100, 101, 104, 102]);
    expect(found({ order: 'most-sure' })).toEqual([102, 101, 104, 100, 103, 105]);
  });

  it('keeps what is known of a digit together when it sorts', () => {
    const { labels, predicted, confidences } = findDigits({ ...any, order: 'hardest' }, [validation]);
    expect([...labels]).toEqual([4, 4, 9, 4, 1, 9]);
    expect([...predicted]).toEqual([9, 9, 4, 4, 1, 9]);
    expect([...confidences]).toEqual([0.25, 0.75, 0.75, 0.5, 0, 1]);
  });
});
