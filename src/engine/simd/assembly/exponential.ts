/**
 * e^x for four lanes. x = n ln 2 + r with n whole and |r| <= ln 2 / 2, so e^x = 2^n e^r, where 2^n is put together from its
 * bits and e^r is its Taylor series up to r^7: the first term left out is r^8 / 40320 < 5.2e-9, a twentieth of float32's
 * rounding. ln 2 is subtracted in two parts (Cody and Waite 1980), the first exact in few bits, so that r keeps its digits.
 *
 * Measured over a million points of -86..86 (../activation.test.ts keeps watch): e^x - 1 is right to 0.9e-7 relative, and what
 * activation.ts makes of these, tanh to 1.8e-7 and the logistic function to 1.5e-7. Float32 itself rounds to 0.6e-7.
 */
import { multiplyAdd, multiplySubtract } from './lanes';

const LOG2_E: f32 = 1.4426950408889634;
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440054690583e-4;
/** Outside of these, 2^n would leave the range of normal float32 numbers. */
const MIN_X: f32 = -87.0;
const MAX_X: f32 = 88.0;

/** n, as a float, for x already clamped. */
function wholePart(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, f32x4.splat(LOG2_E)));
}

/** 2^n: n + 127 in the exponent's bits. */
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
}

/** e^r - 1 for the remainder r of x. */
function remainderMinusOne(x: v128, n: v128): v128 {
  const r = multiplySubtract(n, f32x4.splat(LN2_LOW), multiplySubtract(n, f32x4.splat(LN2_HIGH), x));
  let sum = f32x4.splat(<f32>(1.0 / 5040.0));
  sum = multiplyAdd(sum, r, f32x4.splat(<f32>(1.0 / 720.0)));
  sum = multiplyAdd(sum, r, f32x4.splat(<f32>(1.0 / 120.0)));
  sum = multiplyAdd(sum, r, f32x4.splat(<f32>(1.0 / 24.0)));
  sum = multiplyAdd(sum, r, f32x4.splat(<f32>(1.0 / 6.0)));
  sum = multiplyAdd(sum, r, f32x4.splat(0.5));
  return multiplyAdd(f32x4.mul(r, r), sum, r);
}

function clamp(x: v128): v128 {
  return f32x4.max(f32x4.min(x, f32x4.splat(MAX_X)), f32x4.splat(MIN_X));
}

/** e^x, x clamped to -87..88. NaN stays NaN. */
export function exponential(x: v128): v128 {
  const clamped = clamp(x);
  const n = wholePart(clamped);
  const scale = powerOfTwo(n);
  return multiplyAdd(scale, remainderMinusOne(clamped, n), scale);
}

/** e^x - 1 without the cancellation near 0, x clamped likewise. */
export function exponentialMinusOne(x: v128): v128 {
  const clamped = clamp(x);
  const n = wholePart(clamped);
  const scale = powerOfTwo(n);
  return multiplyAdd(scale, remainderMinusOne(clamped, n), f32x4.sub(scale, f32x4.splat(1)));
}
