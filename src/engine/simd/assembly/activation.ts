/**
 * What follows a hidden layer's product: activation and dropout. It also stores the slope, the factor by which a gradient is
 * multiplied on its way back (the activation's derivative, and dropout's factor), so that the backward pass neither needs to
 * know the activation nor has to draw the dropout's numbers again.
 */
import { exponential, exponentialMinusOne } from './exponential';
import { ROW_BYTES } from './lanes';

// In the order of ACTIVATIONS in src/core/experiment.ts.
const RELU = 0;
const LEAKY_RELU = 1;
const ELU = 2;
const TANH = 3;

const LEAKY_RELU_SLOPE: f32 = 0.2;

function activate(kind: i32, z: v128): v128 {
  if (kind == RELU) return f32x4.max(z, f32x4.splat(0));
  const positive = f32x4.gt(z, f32x4.splat(0));
  if (kind == LEAKY_RELU) return v128.bitselect(z, f32x4.mul(z, f32x4.splat(LEAKY_RELU_SLOPE)), positive);
  if (kind == ELU) return v128.bitselect(z, exponentialMinusOne(z), positive);
  if (kind == TANH) {
    // tanh z = (e^2z - 1) / (e^2z + 1), from the accurate e^2z - 1.
    const e = exponentialMinusOne(f32x4.add(z, z));
    return f32x4.div(e, f32x4.add(e, f32x4.splat(2)));
  }
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(z))));
}

/** The derivative at z, where the activation is f. */
function derivative(kind: i32, z: v128, f: v128): v128 {
  const one = f32x4.splat(1);
  const positive = f32x4.gt(z, f32x4.splat(0));
  if (kind == RELU) return v128.and(one, positive);
  if (kind == LEAKY_RELU) return v128.bitselect(one, f32x4.splat(LEAKY_RELU_SLOPE), positive);
  if (kind == ELU) return v128.bitselect(one, f32x4.add(f, one), positive);
  if (kind == TANH) return f32x4.sub(one, f32x4.mul(f, f));
  return f32x4.mul(f, f32x4.sub(one, f));
}

/** mix32 of src/core/random.ts, four at a time. */
function mix32(value: v128): v128 {
  let x = i32x4.mul(v128.xor(value, i32x4.shr_u(value, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** All bits set where a unit is kept: its 24 random bits, randomUniform's, are not below `threshold`. */
function keptLanes(key: i32, index: v128, threshold: i32): v128 {
  const random = mix32(v128.xor(i32x4.splat(key), mix32(index)));
  return i32x4.ge_s(i32x4.shr_u(random, 8), i32x4.splat(threshold));
}

/**
 * panel[rows][8]: from pre-activations to activations, in place; slope[rows][8]: see above. The panel's first column is
 * unit `firstUnit` of `units`; columns past the last unit become 0 in both. Dropout, when `threshold` (rate * 2^24) is not
 * 0: kept units are multiplied by `keptScale`, the random index of a unit is row * units + unit, where the panel's
 * first row is `firstRow` of the batch.
 */
export function activatePanel(
  kind: i32,
  panel: usize,
  slope: usize,
  firstRow: i32,
  rows: i32,
  firstUnit: i32,
  units: i32,
  threshold: i32,
  keptScale: f32,
  key: i32,
): void {
  const lanes = i32x4.add(i32x4.splat(firstUnit), i32x4(0, 1, 2, 3));
  const scale = f32x4.splat(keptScale);
  for (let half = 0; half < 8; half += 4) {
    const unit = i32x4.add(lanes, i32x4.splat(half));
    const exists = i32x4.lt_s(unit, i32x4.splat(units));
    let index = i32x4.add(unit, i32x4.splat(firstRow * units));
    const start = half << 2;
    for (let at = start, end = start + rows * ROW_BYTES; at < end; at += ROW_BYTES) {
      const z = v128.load(panel + at);
      let f = activate(kind, z);
      let d = derivative(kind, z, f);
      let kept = exists;
      if (threshold != 0) {
        kept = v128.and(kept, keptLanes(key, index, threshold));
        f = f32x4.mul(f, scale);
        d = f32x4.mul(d, scale);
        index = i32x4.add(index, i32x4.splat(units));
      }
      v128.store(panel + at, v128.and(f, kept));
      v128.store(slope + at, v128.and(d, kept));
    }
  }
}
