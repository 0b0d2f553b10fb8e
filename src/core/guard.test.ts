import { expect, it } from 'vitest';
import { digitLikeness, guardClass, NO_DIGIT_CLASS } from './guard';

it('the likeness of a digit is what "no digit" leaves, row by row', () => {
  const rows = [0.1, 1].map((none) =>
    Array.from({ length: 10 }, (_, k) => (k === NO_DIGIT_CLASS ? none : (1 - none) / 9)),
  );
  const [first, second] = digitLikeness(Float32Array.from(rows.flat()));
  expect(first).toBeCloseTo(0.9, 6);
  expect(second).toBeCloseTo(0, 6);
});

it('no digit has the class of no digit', () => {
  const classes = Array.from({ length: 10 }, (_, digit) => guardClass(digit));
  expect(classes).not.toContain(NO_DIGIT_CLASS);
  expect(new Set(classes).size).toBe(9);
});
