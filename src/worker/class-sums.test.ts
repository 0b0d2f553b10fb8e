import { expect, it } from 'vitest';
import { classSummary, sumClasses } from './class-sums';

const digits = (labels: number[], shade: (i: number) => number) => ({
  labels: Uint8Array.from(labels),
  pixels: Uint8Array.from({ length: labels.length * 784 }, (_, i) => shade(Math.floor(i / 784)) + (i % 2)),
  count: labels.length,
});

it('counts digits and averages them, over several splits, chunk by chunk', async () => {
  let breaths = 0;
  const breathe = () => {
    breaths++;
    return Promise.resolve();
  };
  // 1,200 digits, alternately a 3 of shade 10 and a 7 of shade 100; then one 3 of shade 250.
  const many = digits(
    Array.from({ length: 1200 }, (_, i) => (i % 2 ? 7 : 3)),
    (i) => (i % 2 ? 100 : 10),
  );
  const parts = [
    await sumClasses(many, breathe),
    await sumClasses(
      digits([3], () => 250),
      breathe,
    ),
  ];
  const { counts, means } = classSummary(parts);
  expect([...counts]).toEqual([0, 0, 0, 601, 0, 0, 0, 600, 0, 0]);
  expect([...means.subarray(3 * 784, 3 * 784 + 2)]).toEqual([
    Math.round((600 * 10 + 250) / 601),
    Math.round((600 * 11 + 251) / 601),
  ]);
  expect([...means.subarray(7 * 784, 7 * 784 + 2)]).toEqual([100, 101]);
  expect(means[0]).toBe(0);
  expect(breaths).toBe(4);
});
