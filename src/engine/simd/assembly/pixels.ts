/**
 * From bytes to the input matrix X (float32, 0..1), leaving out what is blank. Four fifths of MNIST's pixels are zero, and
 * the first layer is most of the work in a small network, so X is never stored in full but as lists for sparseTile:
 *
 * - by row tiles, for X W: for each four digits, the pixel columns in which at least one of the four has ink;
 * - by column groups, for Xᵀ dY: for each square of 2 x 2 pixels, the digits that have ink in at least one of them. (Squares, for
 *   strokes run in all directions: of 1 x 4 pixels more are inked.)
 *
 * Of MNIST's columns 39% and of its digits 25% remain. The results are those of the dense product: only zeros are left out.
 * A batch without blank pixels costs about 5% more than a dense kernel would.
 *
 * Both loops store an entry unconditionally and advance by 0 or 1: with ink as unpredictable as it is, branches cost more.
 */
import { ROW_BYTES } from './lanes';

const PIXELS = 784;
/** Pixels in a row of the picture. */
const WIDTH = 28;

/** The first four bytes, as float32 in 0..1. */
function unitLanes(bytes: v128): v128 {
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
  return f32x4.mul(f32x4.convert_i32x4_s(words), f32x4.splat(<f32>(1.0 / 255.0)));
}

/**
 * Lists for each four digits: values [784][4] (four digits' pixel), offsets [784] (pixel * 32), and one count. `rows` is
 * rounded up to 4. `scratch`: 64 bytes.
 */
export function packRowTiles(
  pixels: usize,
  rows: i32,
  values: usize,
  offsets: usize,
  counts: usize,
  scratch: usize,
): void {
  for (let row = 0; row < rows; row += 4) {
    let value = values;
    let offset = offsets;
    for (let pixel = 0; pixel < PIXELS; pixel += 16) {
      const from = pixels + pixel;
      const r0 = v128.load(from);
      const r1 = v128.load(from, 784);
      const r2 = v128.load(from, 1568);
      const r3 = v128.load(from, 2352);
      if (!v128.any_true(v128.or(v128.or(r0, r1), v128.or(r2, r3)))) continue;
      // Transposes 4 digits x 16 pixels to 16 pixels x 4 digits: interleaves bytes, then pairs of bytes.
      const low01 = v128.shuffle<i8>(r0, r1, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const low23 = v128.shuffle<i8>(r2, r3, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const high01 = v128.shuffle<i8>(r0, r1, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      const high23 = v128.shuffle<i8>(r2, r3, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      v128.store(scratch, v128.shuffle<i16>(low01, low23, 0, 8, 1, 9, 2, 10, 3, 11));
      v128.store(scratch, v128.shuffle<i16>(low01, low23, 4, 12, 5, 13, 6, 14, 7, 15), 16);
      v128.store(scratch, v128.shuffle<i16>(high01, high23, 0, 8, 1, 9, 2, 10, 3, 11), 32);
      v128.store(scratch, v128.shuffle<i16>(high01, high23, 4, 12, 5, 13, 6, 14, 7, 15), 48);
      for (let i = 0; i < 16; i++) {
        const four = scratch + (i << 2);
        v128.store(value, unitLanes(v128.load32_zero(four)));
        store<u32>(offset, (pixel + i) * ROW_BYTES);
        const inked = usize(load<u32>(four) != 0);
        value += inked << 4;
        offset += inked << 2;
      }
    }
    store<i32>(counts, i32((offset - offsets) >> 2));
    pixels += 4 * PIXELS;
    values += PIXELS * 16;
    offsets += PIXELS * 4;
    counts += 4;
  }
}

/**
 * Lists for each square of 2 x 2 pixels, row by row of them: values [capacity][4] (one digit's pixels, the upper two first),
 * offsets [capacity] (row * 32), and one count. `capacity` is at least `rows`.
 */
export function packColumnGroups(
  pixels: usize,
  rows: i32,
  capacity: i32,
  values: usize,
  offsets: usize,
  counts: usize,
): void {
  for (let y = 0; y < WIDTH; y += 2) {
    for (let x = 0; x < WIDTH; x += 2) {
      let value = values;
      let offset = offsets;
      let square = pixels;
      for (let row = 0, end = rows * ROW_BYTES; row < end; row += ROW_BYTES) {
        const four = load<u16>(square) | ((<u32>load<u16>(square, WIDTH)) << 16);
        v128.store(value, unitLanes(i32x4.splat(four)));
        store<u32>(offset, row);
        const inked = usize(four != 0);
        value += inked << 4;
        offset += inked << 2;
        square += PIXELS;
      }
      store<i32>(counts, i32((offset - offsets) >> 2));
      pixels += 2;
      values += capacity * 16;
      offsets += capacity * 4;
      counts += 4;
    }
    pixels += WIDTH;
  }
}
