/** What else is done to panels: columns of 8, row after row. */
import { ROW_BYTES } from './lanes';

/** target[i] *= factor[i] over `bytes` bytes (a multiple of 16). */
export function multiplyElements(target: usize, factor: usize, bytes: i32): void {
  for (const end = target + bytes; target < end; target += 16) {
    v128.store(target, f32x4.mul(v128.load(target), v128.load(factor)));
    factor += 16;
  }
}

/** Copies `bytes` bytes (a multiple of 16). */
export function copyNumbers(from: usize, to: usize, bytes: i32): void {
  for (const end = from + bytes; from < end; from += 16) {
    v128.store(to, v128.load(from));
    to += 16;
  }
}

/** out[8] = the sum over all rows of a panel: the gradient of 8 biases. */
export function sumRows(panel: usize, rows: i32, out: usize): void {
  let low = f32x4.splat(0);
  let high = low;
  for (const end = panel + rows * ROW_BYTES; panel < end; panel += ROW_BYTES) {
    low = f32x4.add(low, v128.load(panel));
    high = f32x4.add(high, v128.load(panel, 16));
  }
  v128.store(out, low);
  v128.store(out, high, 16);
}

/**
 * Writes the panel's columns as rows: for each 8 of its rows an 8 x 8 block, `outStride` bytes apart. It keeps the transposed
 * copy of a kernel up to date, panel by panel, right after the optimiser has touched it.
 */
export function transposePanel(panel: usize, rows: i32, out: usize, outStride: i32): void {
  for (const end = panel + rows * ROW_BYTES; panel < end; panel += 8 * ROW_BYTES) {
    transposeFour(panel, out);
    transposeFour(panel + 16, out + 4 * ROW_BYTES);
    transposeFour(panel + 4 * ROW_BYTES, out + 16);
    transposeFour(panel + 4 * ROW_BYTES + 16, out + 4 * ROW_BYTES + 16);
    out += outStride;
  }
}

/** A 4 x 4 block: interleaves pairs of rows, then joins halves. */
function transposeFour(from: usize, to: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from, 32);
  const r2 = v128.load(from, 64);
  const r3 = v128.load(from, 96);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(to, v128.shuffle<f64>(low01, low23, 1, 3), 32);
  v128.store(to, v128.shuffle<f64>(high01, high23, 0, 2), 64);
  v128.store(to, v128.shuffle<f64>(high01, high23, 1, 3), 96);
}
