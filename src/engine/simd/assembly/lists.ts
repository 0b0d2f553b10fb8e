/**
 * Leaving out zeros. Four fifths of MNIST's pixels are blank, and about half of a hidden layer's ReLUs are off, so what a
 * product has on its left is kept as lists of what is not 0 (as tiles.ts reads them):
 *
 * - by rows, for X W (and dY Wᵀ): for each digit, its numbers and where the rows of W (Wᵀ) lie that these multiply;
 * - by columns, for Xᵀ dY: for each pixel or unit, its numbers and where the rows of dY lie.
 *
 * An entry is a float32 and a uint32 offset, 32 bytes a row of a panel. Lists begin `listBytes` apart; ends[i] (uint32) is the
 * address where list i ends. What a list leaves out is zeros only, and what it has is in order, so that each sum is that of the
 * dense product to the bit.
 *
 * Four numbers are packed at a time without branches: bit i of a mask says that the i-th stays, and `table` holds for each mask
 * the shuffle that moves those to the front. All four are stored, but the next four begin behind those that stay.
 */
import { ROW_BYTES, shuffleBytes } from './lanes';

const PIXELS = 784;
const ENTRY_BYTES = 8;

/** The first four bytes, as float32 in 0..1. */
function unitLanes(bytes: v128): v128 {
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
  return f32x4.mul(f32x4.convert_i32x4_s(words), f32x4.splat(<f32>(1.0 / 255.0)));
}

/** The offsets of the first four rows of a panel. */
function firstOffsets(): v128 {
  return i32x4(0, ROW_BYTES, 2 * ROW_BYTES, 3 * ROW_BYTES);
}

/** Adds those of four numbers that are not 0 to the list that so far ends at `to`. Where it then ends. */
function packFour(to: usize, four: v128, offsets: v128, table: usize): usize {
  const mask = i32x4.bitmask(f32x4.ne(four, f32x4.splat(0)));
  const order = v128.load(table + (mask << 4));
  const values = shuffleBytes(four, order);
  const places = shuffleBytes(offsets, order);
  v128.store(to, v128.shuffle<i32>(values, places, 0, 4, 1, 5));
  v128.store(to, v128.shuffle<i32>(values, places, 2, 6, 3, 7), 16);
  return to + i32.popcnt(mask) * ENTRY_BYTES;
}

/** Lists of so many digits' pixels, by rows. `listBytes`: room for 784 entries at least. */
export function packPixels(
  pixels: usize,
  rows: i32,
  lists: usize,
  ends: usize,
  listBytes: i32,
  table: usize,
): void {
  const four = i32x4.splat(4 * ROW_BYTES);
  for (const end = pixels + rows * PIXELS; pixels < end; pixels += PIXELS) {
    let to = lists;
    for (let pixel = 0; pixel < PIXELS; pixel += 16) {
      if (!v128.any_true(v128.load(pixels + pixel))) continue;
      let offsets = i32x4.add(firstOffsets(), i32x4.splat(pixel * ROW_BYTES));
      for (let i = 0; i < 16; i += 4) {
        to = packFour(to, unitLanes(v128.load32_zero(pixels + pixel + i)), offsets, table);
        offsets = i32x4.add(offsets, four);
      }
    }
    store<u32>(ends, <u32>to);
    lists += listBytes;
    ends += 4;
  }
}

/** Lists of so many rows of a matrix in panels that lie `stride` bytes apart. `listBytes`: room for 8 * panels entries. */
export function packRows(
  a: usize,
  stride: i32,
  panels: i32,
  rows: i32,
  lists: usize,
  ends: usize,
  listBytes: i32,
  table: usize,
): void {
  const four = i32x4.splat(4 * ROW_BYTES);
  for (const end = a + rows * ROW_BYTES; a < end; a += ROW_BYTES) {
    let to = lists;
    let offsets = firstOffsets();
    for (let at = a, atEnd = a + panels * stride; at < atEnd; at += stride) {
      to = packFour(to, v128.load(at), offsets, table);
      offsets = i32x4.add(offsets, four);
      to = packFour(to, v128.load(at, 16), offsets, table);
      offsets = i32x4.add(offsets, four);
    }
    store<u32>(ends, <u32>to);
    lists += listBytes;
    ends += 4;
  }
}

/** From the lists of so many rows to those of so many columns. `columnListBytes`: room for `rows` entries. */
export function transposeLists(
  lists: usize,
  ends: usize,
  listBytes: i32,
  rows: i32,
  columnLists: usize,
  columnEnds: usize,
  columnListBytes: i32,
  columns: i32,
): void {
  for (let at = columnEnds, end = at + (columns << 2); at < end; at += 4) {
    store<u32>(at, <u32>columnLists);
    columnLists += columnListBytes;
  }
  for (let row = 0, rowEnd = rows * ROW_BYTES; row < rowEnd; row += ROW_BYTES) {
    for (let at = lists, end = <usize>load<u32>(ends); at < end; at += ENTRY_BYTES) {
      // Eight times as far as the columns' ends are from each other.
      const columnEnd = columnEnds + (load<u32>(at, 4) >> 3);
      const to = <usize>load<u32>(columnEnd);
      store<u32>(to, load<u32>(at));
      store<u32>(to, row, 4);
      store<u32>(columnEnd, <u32>(to + ENTRY_BYTES));
    }
    lists += listBytes;
    ends += 4;
  }
}
