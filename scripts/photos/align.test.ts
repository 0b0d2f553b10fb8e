import { expect, it } from 'vitest';
import { align } from './align';

it.each([
  ['1234', '1234', [0, 1, 2, 3]],
  ['1234', '1934', [0, 1, 2, 3]],
  ['1234', '134', [0, 2, 3]],
  ['1234', '12934', [0, 1, -1, 2, 3]],
  ['', '77', [-1, -1]],
  ['77', '', []],
])('finds what stands for what: %s read as %s', (written, read, places) => {
  expect(align(written, read)).toEqual(places);
});
