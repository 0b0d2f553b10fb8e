/**
 * The optimisers of ../../engine.ts, over any run of parameters: `w` weights, `g` their gradient, `m`, `v`, `s` memory, all
 * `bytes` long (a multiple of 16). `coefficients` points at eight float32 in the order below, written once per step.
 *
 * They come from memory, and not as arguments or constants, for speed: V8 builds a constant vector anew wherever it is used,
 * three instructions each time around the loop; what has been loaded stays in a register.
 *
 * Memory that nothing feeds (a pixel that hardly ever has ink) shrinks by a constant factor until it is a denormal number,
 * where it sticks: 0.9 times the smallest one rounds to itself. Arithmetic on denormals takes some processors a hundred times
 * longer. settle() rounds to multiples of 6e-38 below 1e-30, far from anything that could change a weight, and so to 0.
 */
import { multiplyAdd, multiplySubtract } from './lanes';

/** Weight decay that is added to the gradient. 0 for biases. */
const L2 = 0;
/** Learning rate, Adam's bias corrections included. */
const RATE = 4;
const EPSILON = 8;
/** m = keepFirst m + takeFirst g. Momentum's velocity has keepFirst, too. */
const KEEP_FIRST = 12;
const TAKE_FIRST = 16;
/** v = keepSecond v + takeSecond g². */
const KEEP_SECOND = 20;
const TAKE_SECOND = 24;
/** Learning rate times weight decay, taken from the weight itself: AdamW. 0 for biases. */
const SHRINK = 28;

function settle(x: v128): v128 {
  const tiny = f32x4.splat(1e-30);
  return f32x4.sub(f32x4.add(x, tiny), tiny);
}

export function updateSgd(bytes: i32, w: usize, g: usize, coefficients: usize): void {
  const l2 = v128.load32_splat(coefficients, L2);
  const rate = v128.load32_splat(coefficients, RATE);
  for (const end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = multiplyAdd(l2, weight, v128.load(g));
    v128.store(w, multiplySubtract(rate, gradient, weight));
    g += 16;
  }
}

export function updateMomentum(bytes: i32, w: usize, g: usize, v: usize, coefficients: usize): void {
  const l2 = v128.load32_splat(coefficients, L2);
  const rate = v128.load32_splat(coefficients, RATE);
  const keep = v128.load32_splat(coefficients, KEEP_FIRST);
  for (const end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = multiplyAdd(l2, weight, v128.load(g));
    const velocity = settle(multiplyAdd(keep, v128.load(v), gradient));
    v128.store(v, velocity);
    v128.store(w, multiplySubtract(rate, velocity, weight));
    g += 16;
    v += 16;
  }
}

export function updateRmsprop(bytes: i32, w: usize, g: usize, s: usize, coefficients: usize): void {
  const l2 = v128.load32_splat(coefficients, L2);
  const rate = v128.load32_splat(coefficients, RATE);
  const epsilon = v128.load32_splat(coefficients, EPSILON);
  const keep = v128.load32_splat(coefficients, KEEP_SECOND);
  const take = v128.load32_splat(coefficients, TAKE_SECOND);
  for (const end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = multiplyAdd(l2, weight, v128.load(g));
    const square = f32x4.mul(gradient, gradient);
    const mean = settle(multiplyAdd(keep, v128.load(s), f32x4.mul(take, square)));
    v128.store(s, mean);
    const step = f32x4.div(f32x4.mul(rate, gradient), f32x4.sqrt(f32x4.add(mean, epsilon)));
    v128.store(w, f32x4.sub(weight, step));
    g += 16;
    s += 16;
  }
}

/**
 * Adam and AdamW, with the bias corrections moved into rate and epsilon (Kingma and Ba 2015, end of section 2): with
 * c = sqrt(1 - 0.999^t), lr / (1 - 0.9^t) m / (sqrt(v) / c + eps) = (lr c / (1 - 0.9^t)) m / (sqrt(v) + eps c).
 */
export function updateAdam(bytes: i32, w: usize, g: usize, m: usize, v: usize, coefficients: usize): void {
  const l2 = v128.load32_splat(coefficients, L2);
  const rate = v128.load32_splat(coefficients, RATE);
  const epsilon = v128.load32_splat(coefficients, EPSILON);
  const keepFirst = v128.load32_splat(coefficients, KEEP_FIRST);
  const takeFirst = v128.load32_splat(coefficients, TAKE_FIRST);
  const keepSecond = v128.load32_splat(coefficients, KEEP_SECOND);
  const takeSecond = v128.load32_splat(coefficients, TAKE_SECOND);
  const shrink = v128.load32_splat(coefficients, SHRINK);
  for (const end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = multiplyAdd(l2, weight, v128.load(g));
    const first = settle(multiplyAdd(keepFirst, v128.load(m), f32x4.mul(takeFirst, gradient)));
    const square = f32x4.mul(gradient, gradient);
    const second = settle(multiplyAdd(keepSecond, v128.load(v), f32x4.mul(takeSecond, square)));
    v128.store(m, first);
    v128.store(v, second);
    const step = f32x4.div(f32x4.mul(rate, first), f32x4.add(f32x4.sqrt(second), epsilon));
    v128.store(w, f32x4.sub(weight, multiplyAdd(shrink, weight, step)));
    g += 16;
    m += 16;
    v += 16;
  }
}
