/**
 * What networks make of the digits that were found: the mean of what they say to all pictures of a digit, and whether it is to be
 * believed.
 */
import { CLASS_COUNT, PIXEL_COUNT } from '../network';
import type { FoundDigit } from './find-digits';

/** All pictures of all digits one after another: uint8 [digits * pictures of each, 784]. */
export function allPictures(digits: readonly FoundDigit[]): Uint8Array {
  const pictures = digits.flatMap((digit) => digit.pictures);
  const pixels = new Uint8Array(pictures.length * PIXEL_COUNT);
  pictures.forEach((picture, i) => pixels.set(picture, i * PIXEL_COUNT));
  return pixels;
}

/** Means of `each` rows that follow each other. values: [rows, columns]. */
export function meanRows(values: ArrayLike<number>, columns: number, each: number): Float32Array {
  const rows = values.length / columns / each;
  const means = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < each * columns; i++) {
      const at = row * columns + (i % columns);
      means[at] = means[at]! + values[row * each * columns + i]! / each;
    }
  }
  return means;
}

export const digitRows = (values: ArrayLike<number>, each: number): Float32Array =>
  meanRows(values, CLASS_COUNT, each);
