import { expect, test } from 'vitest';
import { lastIndexWhere } from './last-index';

test('the last that passes, and -1 where none does', () => {
  const isEven = (n: number): boolean => n % 2 === 0;
  expect(lastIndexWhere([2, 4, 5], isEven)).toBe(1);
  expect(lastIndexWhere([2], isEven)).toBe(0);
  expect(lastIndexWhere([1, 3], isEven)).toBe(-1);
  expect(lastIndexWhere([], isEven)).toBe(-1);
});
