import { expect, it } from 'vitest';
import { learningRateAt } from './schedule';

it('keeps a constant rate', () => {
  expect(learningRateAt('constant', 0.1, 0, 100)).toBe(0.1);
  expect(learningRateAt('constant', 0.1, 99, 100)).toBe(0.1);
});

it('warms up over 5% and follows half a cosine down', () => {
  const rate = (step: number) => learningRateAt('cosine', 1, step, 200);
  expect(rate(0)).toBeCloseTo(0.1, 12);
  expect(rate(9)).toBe(1);
  expect(rate(10)).toBe(1);
  expect(rate(105)).toBeCloseTo(0.5, 12);
  expect(rate(57.5)).toBeCloseTo((1 + Math.SQRT1_2) / 2, 12);
  expect(rate(200)).toBeCloseTo(0, 12);
});

it('takes a run of one step', () => {
  expect(learningRateAt('cosine', 0.5, 0, 1)).toBe(0.5);
});

it('falls to a fifth at 50, 75 and 90%', () => {
  const rates = [0, 49, 50, 74, 75, 89, 90, 99].map((step) => learningRateAt('step', 1, step, 100));
  [1, 1, 0.2, 0.2, 0.04, 0.04, 0.008, 0.008].forEach((rate, i) => expect(rates[i]).toBeCloseTo(rate, 12));
});
