/**
 * The matrix products, one to three panels (8 columns each) of the result at a time, so that the caller can go on with these
 * while they are in the first-level cache: add the activation, or let the optimiser consume the gradient.
 */
import { ROW_BYTES } from './lanes';
import { listTileOfThree, listTileOfTwo, multiplyTile, outerTile } from './tiles';

/** Bytes of one tile of results: 4 x 8 float32. */
const TILE_BYTES = 128;

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

/**
 * Row i of each panel of out = init + A B for list i of A (see lists.ts), `count` of them: all three products are made of this.
 * `panels`: 1 to 3, which lie `bStride` and `outStride` bytes apart; the panels of `init` lie one after the other.
 */
export function multiplyLists(
  lists: usize,
  ends: usize,
  listBytes: i32,
  count: i32,
  b: usize,
  bStride: i32,
  panels: i32,
  init: usize,
  out: usize,
  outStride: i32,
): void {
  const last = ends + (count << 2);
  if (panels == 3) {
    for (; ends < last; ends += 4) {
      listTileOfThree(lists, load<u32>(ends), b, bStride, init, out, outStride);
      lists += listBytes;
      out += ROW_BYTES;
    }
    return;
  }
  // One panel is computed twice: the second sums come at no cost, for it is the first that a multiply-add waits for.
  const isOne = panels == 1;
  const initSecond = isOne ? init : init + ROW_BYTES;
  if (isOne) {
    bStride = 0;
    outStride = 0;
  }
  for (; ends < last; ends += 4) {
    listTileOfTwo(lists, load<u32>(ends), b, bStride, init, initSecond, out, outStride);
    lists += listBytes;
    out += ROW_BYTES;
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
