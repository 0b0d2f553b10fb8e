/**
 * The matrix products, one panel (8 columns) of the result at a time, so that the caller can go on with that panel while it
 * is in the first-level cache: add the activation, or let the optimiser consume the gradient.
 */
import { ROW_BYTES } from './lanes';
import { multiplyTile, outerTile, sparseTile } from './tiles';

/** Bytes of one tile of results: 4 x 8 float32. */
const TILE_BYTES = 128;
/** Pixels per digit, and in a row of it. */
const PIXELS = 784;
const WIDTH = 28;

/** out[rows][8] = init + A B: panel b of B against all rows of A. Computes whole tiles: rows rounded up to 4. */
export function multiplyPanel(
  a: usize,
  aStride: i32,
  aPanels: i32,
  rows: i32,
  b: usize,
  init: usize,
  out: usize,
): void {
  for (const end = a + rows * ROW_BYTES; a < end; a += TILE_BYTES) {
    multiplyTile(a, aStride, aPanels, b, init, out);
    out += TILE_BYTES;
  }
}

/** out[rows][8] = init + X B for the pixels X that packRowTiles packed. */
export function multiplyPixels(
  values: usize,
  offsets: usize,
  counts: usize,
  rows: i32,
  b: usize,
  init: usize,
  out: usize,
): void {
  for (let row = 0; row < rows; row += 4) {
    sparseTile(values, offsets, load<i32>(counts), b, init, out, out + 2 * ROW_BYTES);
    values += PIXELS * 16;
    offsets += PIXELS * 4;
    counts += 4;
    out += TILE_BYTES;
  }
}

/** out[8 * aPanels][8] = Aᵀ B for panel b of B: the gradient of one panel of a kernel. */
export function outerPanel(a: usize, aStride: i32, aPanels: i32, rows: i32, b: usize, out: usize): void {
  for (const end = a + aPanels * aStride; a < end; a += aStride) {
    outerTile(a, b, rows, out);
    outerTile(a + 16, b, rows, out + TILE_BYTES);
    out += 2 * TILE_BYTES;
  }
}

/** out[784][8] = Xᵀ B for the pixels X that packColumnGroups packed. `capacity`: rows that its lists have room for. */
export function outerPixels(
  values: usize,
  offsets: usize,
  counts: usize,
  capacity: i32,
  b: usize,
  zeros: usize,
  out: usize,
): void {
  for (let y = 0; y < WIDTH; y += 2) {
    for (let x = 0; x < WIDTH; x += 2) {
      sparseTile(values, offsets, load<i32>(counts), b, zeros, out, out + WIDTH * ROW_BYTES);
      values += capacity * 16;
      offsets += capacity * 4;
      counts += 4;
      out += 2 * ROW_BYTES;
    }
    out += WIDTH * ROW_BYTES;
  }
}
