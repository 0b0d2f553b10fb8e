/**
 * The micro-kernels: all the arithmetic of the matrix products happens in their inner loops. The two dense ones compute a tile of
 * 4 x 8 results as a sum of outer products: per step they load one row of B (8 numbers, two vectors), splat four numbers
 * of A, and do 8 multiply-adds of 4 lanes each.
 *
 * Why 4 x 8: the tile must stay in registers. x86 gives WebAssembly 15 vector registers (the sixteenth is V8's scratch),
 * and V8 moves all loads of a loop body before its arithmetic, so 8 sums + 4 splats + 2 vectors + 1 product = 15 is exactly
 * what fits; 6 x 8 or 4 x 12 spill inside the loop and run at half the speed (seen in V8's disassembly, and measured). Eight
 * independent sums are also just enough to cover a multiply-add's latency of 4 cycles at two per cycle. The loops are not
 * unrolled by hand: the V8 compiler does it, and unrolled source lets it reorder the loads into spilling again.
 *
 * `init` points at 8 numbers that every row of the tile starts from: a bias, or zeros.
 */
import { ROW_BYTES, multiplyAdd } from './lanes';

/**
 * out[4][8] = init + A[4 rows][8 * panels] B[8 * panels][8], A in panels of [.., 8] that lie `aStride` bytes apart and
 * `b` a panel. The four rows of A's tile are consecutive in each of its panels: 128 bytes, two cache lines.
 */
export function multiplyTile(a: usize, aStride: i32, panels: i32, b: usize, init: usize, out: usize): void {
  let c00 = v128.load(init);
  let c01 = v128.load(init, 16);
  let c10 = c00;
  let c11 = c01;
  let c20 = c00;
  let c21 = c01;
  let c30 = c00;
  let c31 = c01;
  for (const end = a + panels * aStride; a < end; a += aStride) {
    let x = a;
    for (const panelEnd = x + ROW_BYTES; x < panelEnd; x += 4) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const x0 = v128.load32_splat(x);
      const x1 = v128.load32_splat(x, 32);
      const x2 = v128.load32_splat(x, 64);
      const x3 = v128.load32_splat(x, 96);
      c00 = multiplyAdd(x0, b0, c00);
      c01 = multiplyAdd(x0, b1, c01);
      c10 = multiplyAdd(x1, b0, c10);
      c11 = multiplyAdd(x1, b1, c11);
      c20 = multiplyAdd(x2, b0, c20);
      c21 = multiplyAdd(x2, b1, c21);
      c30 = multiplyAdd(x3, b0, c30);
      c31 = multiplyAdd(x3, b1, c31);
      b += ROW_BYTES;
    }
  }
  storeTile(out, c00, c01, c10, c11, c20, c21, c30, c31);
}

/** out[4][8] = A[rows][4]ᵀ B[rows][8], A's four columns inside one panel, B a panel. */
export function outerTile(a: usize, b: usize, rows: i32, out: usize): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (const end = a + rows * ROW_BYTES; a < end; a += ROW_BYTES) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a);
    const x1 = v128.load32_splat(a, 4);
    const x2 = v128.load32_splat(a, 8);
    const x3 = v128.load32_splat(a, 12);
    c00 = multiplyAdd(x0, b0, c00);
    c01 = multiplyAdd(x0, b1, c01);
    c10 = multiplyAdd(x1, b0, c10);
    c11 = multiplyAdd(x1, b1, c11);
    c20 = multiplyAdd(x2, b0, c20);
    c21 = multiplyAdd(x2, b1, c21);
    c30 = multiplyAdd(x3, b0, c30);
    c31 = multiplyAdd(x3, b1, c31);
    b += ROW_BYTES;
  }
  storeTile(out, c00, c01, c10, c11, c20, c21, c30, c31);
}

/**
 * out[24] = init + the sum over a packed list (see lists.ts) from `list` to `end`: each number times the row of B that lies its
 * offset into each of three panels. `stride`, `outStride`: from panel to panel.
 *
 * One row of A only, lest it be multiplied by the zeros of its neighbours, so each vector of B is loaded for one multiply-add:
 * 7 loads for 6 of these, where two loads a cycle are usual. 6 sums + 6 vectors + 1 splat fit the registers even where the
 * compiler moves the loads forward.
 */
export function listTileOfThree(
  list: usize,
  end: usize,
  b: usize,
  stride: i32,
  init: usize,
  out: usize,
  outStride: i32,
): void {
  const second = b + stride;
  const third = second + stride;
  let c0 = v128.load(init);
  let c1 = v128.load(init, 16);
  let c2 = v128.load(init, 32);
  let c3 = v128.load(init, 48);
  let c4 = v128.load(init, 64);
  let c5 = v128.load(init, 80);
  for (; list < end; list += 8) {
    const x = v128.load32_splat(list);
    const offset = load<u32>(list, 4);
    c0 = multiplyAdd(x, v128.load(b + offset), c0);
    c1 = multiplyAdd(x, v128.load(b + offset, 16), c1);
    c2 = multiplyAdd(x, v128.load(second + offset), c2);
    c3 = multiplyAdd(x, v128.load(second + offset, 16), c3);
    c4 = multiplyAdd(x, v128.load(third + offset), c4);
    c5 = multiplyAdd(x, v128.load(third + offset, 16), c5);
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  out += outStride;
  v128.store(out, c2);
  v128.store(out, c3, 16);
  out += outStride;
  v128.store(out, c4);
  v128.store(out, c5, 16);
}

/** The same for two panels, out[16]. */
export function listTileOfTwo(
  list: usize,
  end: usize,
  b: usize,
  stride: i32,
  init: usize,
  initSecond: usize,
  out: usize,
  outStride: i32,
): void {
  const second = b + stride;
  let c0 = v128.load(init);
  let c1 = v128.load(init, 16);
  let c2 = v128.load(initSecond);
  let c3 = v128.load(initSecond, 16);
  for (; list < end; list += 8) {
    const x = v128.load32_splat(list);
    const offset = load<u32>(list, 4);
    c0 = multiplyAdd(x, v128.load(b + offset), c0);
    c1 = multiplyAdd(x, v128.load(b + offset, 16), c1);
    c2 = multiplyAdd(x, v128.load(second + offset), c2);
    c3 = multiplyAdd(x, v128.load(second + offset, 16), c3);
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  out += outStride;
  v128.store(out, c2);
  v128.store(out, c3, 16);
}

function storeTile(
  out: usize,
  c00: v128,
  c01: v128,
  c10: v128,
  c11: v128,
  c20: v128,
  c21: v128,
  c30: v128,
  c31: v128,
): void {
  v128.store(out, c00);
  v128.store(out, c01, 16);
  v128.store(out, c10, 32);
  v128.store(out, c11, 48);
  v128.store(out, c20, 64);
  v128.store(out, c21, 80);
  v128.store(out, c30, 96);
  v128.store(out, c31, 112);
}
