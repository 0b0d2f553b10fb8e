import { expect, it } from 'vitest';
import { splitOf } from './splits';

it('knows the split of a digit by its number', () => {
  expect([0, 54_999, 55_000, 59_999, 60_000, 69_999].map((index) => splitOf(index))).toEqual([
    'train',
    'train',
    'validation',
    'validation',
    'test',
    'test',
  ]);
});
