import { describe, expect, it } from 'vitest';
import { comparePredictions, differenceWords, mcnemarTest } from './mcnemar';

describe('mcnemarTest', () => {
  // Binomial sums by Python's fractions, exact before their last rounding; scipy 1.17's binomtest has the same exact values.
  // 1 and 7 are the airway study of Fagerland, Lydersen and Laake 2013, who print 0.0703; 6 and 16 their other example, 0.0525.
  it.each([
    [1, 7, 0.0703125],
    [0, 5, 0.0625],
    [6, 16, 0.052478790283203125],
    [9, 14, 0.4048728942871094],
    [4, 20, 0.001543879508972168],
  ])('is exact for %i against %i', (onlyA, onlyB, pValue) => {
    for (const test of [mcnemarTest(onlyA, onlyB), mcnemarTest(onlyB, onlyA)]) {
      expect(test.method).toBe('exact');
      expect(test.pValue / pValue).toBeCloseTo(1, 12);
    }
  });

  it.each([
    [12, 13, 0.8450189828872681],
    [40, 40, 0.9555360606130464],
    [30, 37, 0.39612484029702977],
    [100, 141, 0.00826542477961716],
    [10, 51, 5.713613733093065e-8],
    [2400, 2600, 0.004677045349937089],
    [20, 300, 1.5191193299307091e-65],
  ])('is mid-p for %i against %i', (onlyA, onlyB, pValue) => {
    for (const test of [mcnemarTest(onlyA, onlyB), mcnemarTest(onlyB, onlyA)]) {
      expect(test.method).toBe('mid-p');
      expect(test.pValue / pValue).toBeCloseTo(1, 10);
    }
  });

  it('knows no difference, and the largest', () => {
    expect(mcnemarTest(0, 0)).toEqual({ method: 'exact', pValue: 1 });
    expect(mcnemarTest(3, 3).pValue).toBe(1);
    expect(mcnemarTest(0, 10_000).pValue).toBe(0);
  });
});

describe('differenceWords', () => {
  it.each([
    [30, 37, '7 more digits right: no more than chance would do'],
    [10, 51, '41 more digits right: chance would do that less than once in 1,000,000 times'],
    [51, 10, '41 fewer digits right: chance would do that less than once in 1,000,000 times'],
    [100, 141, '41 more digits right: chance would do that less than once in 100 times'],
    [141, 100, '41 fewer digits right: chance would do that less than once in 100 times'],
    [4, 20, '16 more digits right: chance would do that less than once in 100 times'],
    [6, 16, '10 more digits right: no more than chance would do'],
    [1, 0, '1 fewer digit right: no more than chance would do'],
    [8, 8, 'as many digits right, though not the same ones'],
    [0, 0, 'the same digits right'],
    [0, 2_000, '2,000 more digits right: chance would do that less than once in 1,000,000 times'],
  ])('of %i against %i', (onlyA, onlyB, words) => {
    expect(differenceWords({ onlyA, onlyB })).toBe(words);
  });
});

describe('comparePredictions', () => {
  const labels = Uint8Array.of(0, 0, 1, 1, 1, 2, 9, 9);
  const a = Uint8Array.of(0, 5, 1, 1, 7, 3, 9, 4);
  const b = Uint8Array.of(0, 0, 1, 8, 1, 4, 4, 9);

  it('counts who is right, and where only one is', () => {
    const compared = comparePredictions(a, b, labels);
    expect(compared.counts).toEqual({ bothRight: 2, onlyA: 2, onlyB: 3, bothWrong: 1 });
    expect(compared.onlyAPlaces).toEqual(Uint32Array.of(3, 6));
    expect(compared.onlyBPlaces).toEqual(Uint32Array.of(1, 4, 7));
    expect(compared.test.method).toBe('exact');
    expect(compared.test.pValue).toBeCloseTo(1, 12);
    expect(compared.sentence).toBe('1 more digit right: no more than chance would do');
  });

  it('has the accuracy of both for each class', () => {
    const { byClass } = comparePredictions(a, b, labels);
    expect(byClass).toHaveLength(10);
    expect(byClass[0]).toEqual({ support: 2, a: 0.5, b: 1 });
    expect(byClass[1]).toEqual({ support: 3, a: 2 / 3, b: 2 / 3 });
    expect(byClass[2]).toEqual({ support: 1, a: 0, b: 0 });
    expect(byClass[3]).toEqual({ support: 0, a: 0, b: 0 });
    expect(byClass[9]).toEqual({ support: 2, a: 0.5, b: 0.5 });
  });

  it('refuses lengths that differ and labels that are no digit', () => {
    expect(() => comparePredictions(a.subarray(1), b, labels)).toThrow(RangeError);
    expect(() => comparePredictions(a, b.subarray(1), labels)).toThrow(RangeError);
    expect(() =>
      comparePredictions(
        a,
        b,
        labels.map(() => 10),
      ),
    ).toThrow(RangeError);
  });
});
