import { describe, expect, it } from 'vitest';
import { CERTAIN_FROM, DIGIT_FROM, predictionOf } from './uncertainty';

/** `best` for the digit 3, the rest shared out. */
const row = (best: number) => Array.from({ length: 10 }, (_, digit) => (digit === 3 ? best : (1 - best) / 9));

const uncertaintyOf = (probabilities: number[], temperature: number, likeness?: number) =>
  predictionOf(probabilities, temperature, likeness === undefined ? undefined : [likeness]).uncertainties[0];

describe('predictionOf', () => {
  it('is certain when both the network and the guard are', () => {
    expect(uncertaintyOf(row(0.95), 1, 0.9)).toBeUndefined();
  });

  it('tells why it is not', () => {
    expect(uncertaintyOf(row(0.95), 1, DIGIT_FROM / 2)).toBe('no-digit');
    expect(uncertaintyOf(row(CERTAIN_FROM - 0.01), 1, 0.9)).toBe('which-digit');
    expect(uncertaintyOf(row(0.3), 1, 0.01)).toBe('no-digit');
  });

  it('goes by calibrated confidence', () => {
    // 0.6 against nine times 0.0444: their square roots are 0.7746 and 0.2108.
    const softened = predictionOf(row(0.6), 2, [0.9]);
    expect(softened.probabilities[3]).toBeCloseTo(0.7746 / (0.7746 + 9 * 0.2108), 3);
    expect(softened.uncertainties).toEqual(['which-digit']);
    expect(uncertaintyOf(row(0.4), 0.5, 0.9)).toBeUndefined();
  });

  it('judges each picture by itself', () => {
    const { uncertainties } = predictionOf([...row(0.9), ...row(0.9), ...row(0.3)], 1, [0.9, 0.01, 0.9]);
    expect(uncertainties).toEqual([undefined, 'no-digit', 'which-digit']);
  });

  it('does without a guard', () => {
    expect(uncertaintyOf(row(0.95), 1)).toBeUndefined();
    expect(uncertaintyOf(row(0.3), 1)).toBe('which-digit');
  });

  it('is never certain of what is not a number', () => {
    expect(
      uncertaintyOf(
        Array.from({ length: 10 }, () => Number.NaN),
        1,
        0.9,
      ),
    ).toBe('which-digit');
  });
});
