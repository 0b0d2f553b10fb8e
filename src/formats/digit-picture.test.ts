import { describe, expect, it } from 'vitest';
import { digitPicture, greyOf } from './digit-picture';

describe('a picture of a digit', () => {
  it('of 28 x 28 is taken as it is, or turned over when its paper is light', () => {
    const grey = new Uint8Array(784);
    grey[400] = 200;
    expect(digitPicture(grey, 28, 28)).toEqual(grey);
    expect(
      digitPicture(
        grey.map((value) => 255 - value),
        28,
        28,
      ),
    ).toEqual(grey);
  });

  it('of another size is averaged, whole', () => {
    // Each pixel of 28 x 28 as four; one of the four is black there.
    const large = new Uint8Array(56 * 56);
    large[10 * 56 + 20] = 100;
    const small = digitPicture(large, 56, 56);
    expect(small[5 * 28 + 10]).toBe(25);
    expect(small.reduce((sum, value) => sum + value, 0)).toBe(25);
  });

  it('that is no square is set in the middle of one, on its own paper', () => {
    // A black bar of 14 x 28 on white: ink over the middle half of the width.
    const bar = digitPicture(
      new Uint8Array(16 * 28).map((_, i) => (i % 16 === 0 || i % 16 === 15 || i < 16 || i >= 432 ? 255 : 0)),
      16,
      28,
    );
    const middle = [...bar.subarray(14 * 28, 15 * 28)];
    expect(middle.slice(0, 7)).toEqual(Array(7).fill(0));
    expect(middle.slice(7, 21)).toEqual(Array(14).fill(255));
    expect(middle.slice(21)).toEqual(Array(7).fill(0));
    // Smaller than 28 is enlarged.
    expect(digitPicture(Uint8Array.of(0, 0, 0, 0, 200, 0, 0, 0, 0), 3, 3)[14 * 28 + 14]).toBe(200);
  });

  it('is grey by how bright it looks, its paper where it is transparent', () => {
    expect([
      ...greyOf(Uint8Array.of(255, 255, 255, 255, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255)),
    ]).toEqual([255, 76, 150, 29]);
    // Black ink on nothing: white paper. White ink on nothing: black paper.
    expect([...greyOf(Uint8Array.of(0, 0, 0, 255, 9, 9, 9, 0))]).toEqual([0, 255]);
    expect([...greyOf(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0))]).toEqual([255, 0]);
  });
});
