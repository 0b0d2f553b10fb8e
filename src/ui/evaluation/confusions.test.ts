import { describe, expect, it } from 'vitest';
import { cellSentence, shareOfTruth, tintPercent, topConfusions } from './confusions';

function matrixOf(...counts: readonly (readonly [truth: number, reading: number, count: number])[]) {
  const matrix = new Uint32Array(100);
  for (const [truth, reading, count] of counts) matrix[truth * 10 + reading] = count;
  return matrix;
}

const matrix = matrixOf([4, 4, 969], [4, 9, 11], [4, 2, 2], [9, 4, 11], [9, 9, 998], [0, 6, 1], [0, 0, 9999]);

describe('cellSentence', () => {
  it.each([
    [4, 9, '4 read as 9: 11 times, 1.1% of all 4s'],
    [4, 4, '4 read as 4: 969 times, 98.7% of all 4s'],
    [4, 2, '4 read as 2: twice, 0.2% of all 4s'],
    [0, 6, '0 read as 6: once, under 0.1% of all 0s'],
    [9, 1, '9 read as 1: never'],
    [5, 5, '5 read as 5: never'],
  ])('%i as %i', (truth, reading, sentence) => {
    expect(cellSentence(matrix, truth, reading)).toBe(sentence);
  });
});

describe('topConfusions', () => {
  it('has the most frequent first, of equals the smaller digits, and no right readings', () => {
    expect(topConfusions(matrix, 3).map(({ truth, reading, count }) => [truth, reading, count])).toEqual([
      [4, 9, 11],
      [9, 4, 11],
      [4, 2, 2],
    ]);
    expect(topConfusions(matrix, 3)[0]?.share).toBeCloseTo(11 / 982, 12);
  });
  it('is as short as the mistakes are few', () => {
    expect(topConfusions(matrix, 10)).toHaveLength(4);
    expect(topConfusions(matrixOf([1, 1, 5]), 10)).toEqual([]);
  });
});

describe('shareOfTruth', () => {
  it('is of the row, and 0 for a digit that did not occur', () => {
    expect(shareOfTruth(matrix, 9, 4)).toBeCloseTo(11 / 1009, 12);
    expect(shareOfTruth(matrix, 5, 5)).toBe(0);
  });
});

describe('tintPercent', () => {
  it('leaves nothing plain, shows a single mistake, and stops where text is still readable', () => {
    expect(tintPercent(0, 0.05)).toBe(0);
    expect(tintPercent(1 / 1000, 0.05)).toBeGreaterThan(14);
    expect(tintPercent(0.0125, 0.05)).toBe(10 + 35 / 2);
    expect(tintPercent(0.5, 0.05)).toBe(45);
  });
});
