import { expect, it } from 'vitest';
import { BIN_COUNT, distributionOf } from './distribution';

it('counts zeros apart and bins the rest', () => {
  const { histogram, ...figures } = distributionOf(Float32Array.of(0, 0, -1, 1, 2, 3), 'linear');
  expect(figures).toEqual({
    count: 6,
    zeroCount: 2,
    mean: expect.closeTo(5 / 6, 6),
    // numpy.std([0, 0, -1, 1, 2, 3])
    standardDeviation: expect.closeTo(1.3437096, 6),
    least: -1,
    greatest: 3,
  });
  expect(histogram).toMatchObject({ from: -1, to: 3, scale: 'linear' });
  const expected = Array.from({ length: BIN_COUNT }, () => 0);
  for (const [bin, count] of [
    [0, 1],
    [BIN_COUNT / 2, 1],
    [(BIN_COUNT * 3) / 4, 1],
    [BIN_COUNT - 1, 1],
  ] as const)
    expected[bin] = count;
  expect(histogram.counts).toEqual(expected);
});

it('bins magnitudes by their power of ten', () => {
  const { histogram } = distributionOf(Float32Array.of(0, 1e-4, -1.1e-2, 1), 'log10');
  expect(histogram.from).toBeCloseTo(-4, 6);
  expect(histogram.to).toBe(0);
  expect(histogram.counts[0]).toBe(1);
  expect(histogram.counts[BIN_COUNT / 2]).toBe(1);
  expect(histogram.counts.at(-1)).toBe(1);
});

it('leaves out what is not a number, and stands for all equal and none at all', () => {
  expect(distributionOf(Float32Array.of(Number.NaN, Infinity, 2), 'linear').count).toBe(1);
  expect(distributionOf(Float32Array.of(2, 2), 'linear').histogram.counts[0]).toBe(2);
  expect(distributionOf(new Float32Array(3), 'linear')).toMatchObject({ zeroCount: 3, greatest: 0 });
  expect(distributionOf(new Float32Array(), 'log10').count).toBe(0);
});
