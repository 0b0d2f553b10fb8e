import { expect, it } from 'vitest';
import { CLASS_COUNT } from '../../core/network';
import type { Uncertainty } from '../../core/uncertainty';
import { photoText } from './photo-text';

/** Things found in a row or several: what each is read as, in which row, and after which gap in pixels. */
const found = (...things: readonly (readonly [row: number, gap: number])[]) => {
  let left = 0;
  const digits = things.map(([row, gap]) => {
    left += gap + 30;
    return {
      box: { left: left - 30, right: left, top: 0, bottom: 50 },
      row,
      pictures: [],
      cutFrom: undefined,
    };
  });
  return { width: 1000, height: 200, digits, likeness: undefined, ruledLines: 0 };
};

const read = (digits: readonly number[], uncertainties: readonly (Uncertainty | undefined)[] = []) => ({
  probabilities: Float32Array.from({ length: digits.length * CLASS_COUNT }, (_, i) =>
    i % CLASS_COUNT === digits[Math.floor(i / CLASS_COUNT)] ? 1 : 0,
  ),
  uncertainties: digits.map((_, i) => uncertainties[i]),
});

it('writes rows below each other and a space for a gap', () => {
  const page = found([0, 0], [0, 5], [0, 90], [1, 0]);
  expect(photoText(page, read([1, 2, 3, 4]), new Map())).toBe('12 3\n4');
});

it('leaves out what is no digit, and marks it within a number', () => {
  const page = found([0, 0], [0, 5], [0, 5], [0, 90]);
  const prediction = read([1, 2, 3, 4], [undefined, 'no-digit', 'which-digit', 'no-digit']);
  expect(photoText(page, prediction, new Map())).toBe('1?3');
});

it('goes by what the visitor says', () => {
  const page = found([0, 0], [0, 5]);
  expect(photoText(page, read([1, 2], ['no-digit']), new Map([[0, 7]]))).toBe('72');
});
