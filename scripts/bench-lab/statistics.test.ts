import { expect, it } from 'vitest';
import { median, percentile } from './statistics';

it('finds the middle in any order, and of an even number the upper one', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(3);
  expect(median([100, 9, 3])).toBe(9);
});

it('finds the value below which a share lies', () => {
  const sorted = Array.from({ length: 20 }, (_, i) => 10 * (i + 1));
  expect(percentile(sorted, 0)).toBe(10);
  expect(percentile(sorted, 0.5)).toBe(110);
  expect(percentile(sorted, 0.95)).toBe(200);
  expect(percentile(sorted, 1)).toBe(200);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.95)).toBe(0);
});
