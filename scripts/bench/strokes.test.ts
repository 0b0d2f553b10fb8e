import { expect, it } from 'vitest';
import { strokeOf } from './strokes';

it('goes from the first corner to the last in even parts, within the pad', () => {
  for (let n = 0; n < 3; n++) {
    const points = strokeOf(n, 40);
    expect(points).toHaveLength(40);
    for (const coordinate of points.flat()) {
      expect(coordinate).toBeGreaterThanOrEqual(0.2);
      expect(coordinate).toBeLessThanOrEqual(0.8);
    }
  }
  // The seven has three legs, so four points are its corners.
  expect(strokeOf(1, 4)).toEqual([
    [0.28, 0.24],
    [0.7, 0.22],
    [0.58, 0.48],
    [0.46, 0.8],
  ]);
  expect(strokeOf(1, 7)[1]![0]).toBeCloseTo(0.49, 12);
  expect(strokeOf(4, 9)).toEqual(strokeOf(1, 9));
});
