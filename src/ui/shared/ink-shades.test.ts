import { expect, it } from 'vitest';
import { shadesOf } from './ink-shades';

it('mixes paper and ink by the amount of ink, each byte to the nearest', () => {
  const shades = new Uint8Array(shadesOf('rgb(28, 35, 51)', 'rgba(255, 253, 247, 1)').buffer);
  const shade = (amount: number) => [...shades.subarray(4 * amount, 4 * amount + 4)];
  expect(shade(0)).toEqual([255, 253, 247, 255]);
  expect(shade(255)).toEqual([28, 35, 51, 255]);
  // A fifth of the way: 255 - 45.4, 253 - 43.6, 247 - 39.2.
  expect(shade(51)).toEqual([210, 209, 208, 255]);
});
