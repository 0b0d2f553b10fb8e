import { describe, expect, it } from 'vitest';
import { fromHalfBits, toHalfBits } from './half-float';

/** From Python: struct.pack('<e', value). */
const GOLDEN: readonly (readonly [number, number])[] = [
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2, 0xc000],
  [0.5, 0x3800],
  [0.1, 0x2e66],
  [1 / 3, 0x3555],
  [-Math.PI, 0xc248],
  [65504, 0x7bff],
  [65519, 0x7bff],
  [2 ** -14, 0x0400],
  [2 ** -14 - 2 ** -24, 0x03ff],
  [2 ** -24, 0x0001],
  [2 ** -25, 0x0000],
  [1.5 * 2 ** -25, 0x0001],
  [6.1e-5, 0x03ff],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [1.9999, 0x4000],
];

describe('half floats', () => {
  it.each(GOLDEN)('writes %d', (value, bits) => {
    expect(toHalfBits(value)).toBe(bits);
  });

  it('reads every bit pattern back to itself', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = fromHalfBits(bits);
      if (Number.isNaN(value)) continue;
      expect(toHalfBits(value)).toBe(bits);
    }
  });

  it('knows what is beyond the numbers', () => {
    expect(toHalfBits(65520)).toBe(0x7c00);
    expect(toHalfBits(-1e9)).toBe(0xfc00);
    expect(fromHalfBits(0xfc00)).toBe(-Infinity);
    expect(toHalfBits(Number.NaN)).toBe(0x7e00);
    expect(fromHalfBits(0x7e01)).toBeNaN();
  });
});
