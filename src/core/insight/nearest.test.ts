import { expect, it } from 'vitest';
import { nearestRows } from './nearest';

function nearest(table: number[], query: number[], wanted: number) {
  const work = nearestRows(Float32Array.from(table), Float32Array.from(query), wanted);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

it('finds the nearest rows, nearest first', () => {
  const table = [9, 9, 3, 4, 0, 0, 0, 1, -5, 0];
  expect(nearest(table, [0, 0], 3)).toEqual([
    { row: 2, distance: 0 },
    { row: 3, distance: 1 },
    { row: 1, distance: 5 },
  ]);
});

it('gives what there is when more is wanted', () => {
  expect(nearest([1, 2], [1, 0], 5)).toEqual([{ row: 0, distance: 2 }]);
});
