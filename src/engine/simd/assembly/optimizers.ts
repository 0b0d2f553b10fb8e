/**
 * The optimisers of ../../engine.ts, over any run of parameters: `w` weights, `g` their gradient, `m`, `v`, `s` memory, all
 * `bytes` long (a multiple of 16). `decay` is the L2 weight decay that is added to the gradient, 0 for biases.
 *
 * Memory that nothing feeds (a pixel that hardly ever has ink) shrinks by a constant factor until it is a denormal number,
 * where it sticks: 0.9 times the smallest one rounds to itself. Arithmetic on denormals takes some processors a hundred times
 * longer, so withoutTiny() sets it to 0 at 1e-36, far below anything that could change a weight.
 */
import { multiplyAdd, multiplySubtract } from './lanes';

// The constants of ../../engine.ts.
const EPSILON: f32 = 1e-7;
const MOMENTUM: f32 = 0.9;
const RMSPROP_DECAY: f32 = 0.9;
const ADAM_BETA1: f32 = 0.9;
const ADAM_BETA2: f32 = 0.999;

function withoutTiny(x: v128): v128 {
  return v128.and(x, f32x4.gt(f32x4.abs(x), f32x4.splat(1e-36)));
}

export function updateSgd(bytes: i32, w: usize, g: usize, decay: f32, rate: f32): void {
  const decays = f32x4.splat(decay);
  const rates = f32x4.splat(rate);
  for (const end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = multiplyAdd(decays, weight, v128.load(g));
    v128.store(w, multiplySubtract(rates, gradient, weight));
    g += 16;
  }
}

export function updateMomentum(bytes: i32, w: usize, g: usize, v: usize, decay: f32, rate: f32): void {
  const decays = f32x4.splat(decay);
  const rates = f32x4.splat(rate);
  for (const end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = multiplyAdd(decays, weight, v128.load(g));
    const velocity = withoutTiny(multiplyAdd(f32x4.splat(MOMENTUM), v128.load(v), gradient));
    v128.store(v, velocity);
    v128.store(w, multiplySubtract(rates, velocity, weight));
    g += 16;
    v += 16;
  }
}

export function updateRmsprop(bytes: i32, w: usize, g: usize, s: usize, decay: f32, rate: f32): void {
  const decays = f32x4.splat(decay);
  const rates = f32x4.splat(rate);
  const keep = f32x4.splat(RMSPROP_DECAY);
  const take = f32x4.splat(<f32>(1.0 - 0.9));
  const epsilon = f32x4.splat(EPSILON);
  for (const end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = multiplyAdd(decays, weight, v128.load(g));
    const square = f32x4.mul(gradient, gradient);
    const mean = withoutTiny(multiplyAdd(keep, v128.load(s), f32x4.mul(take, square)));
    v128.store(s, mean);
    const step = f32x4.div(f32x4.mul(rates, gradient), f32x4.sqrt(f32x4.add(mean, epsilon)));
    v128.store(w, f32x4.sub(weight, step));
    g += 16;
    s += 16;
  }
}

/**
 * Adam and AdamW. The bias corrections come ready: `rate` = lr / (1 - 0.9^t) and `vScale` = 1 / (1 - 0.999^t). Adam's decay
 * is `decay`; AdamW's is `shrink` = lr * weight decay, taken from the weight itself.
 */
export function updateAdam(
  bytes: i32,
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  decay: f32,
  shrink: f32,
  rate: f32,
  vScale: f32,
): void {
  const decays = f32x4.splat(decay);
  const shrinks = f32x4.splat(shrink);
  const rates = f32x4.splat(rate);
  const vScales = f32x4.splat(vScale);
  const epsilon = f32x4.splat(EPSILON);
  const keep1 = f32x4.splat(ADAM_BETA1);
  const take1 = f32x4.splat(<f32>(1.0 - 0.9));
  const keep2 = f32x4.splat(ADAM_BETA2);
  const take2 = f32x4.splat(<f32>(1.0 - 0.999));
  for (const end = w + bytes; w < end; w += 16) {
    const weight = v128.load(w);
    const gradient = multiplyAdd(decays, weight, v128.load(g));
    const first = withoutTiny(multiplyAdd(keep1, v128.load(m), f32x4.mul(take1, gradient)));
    const square = f32x4.mul(gradient, gradient);
    const second = withoutTiny(multiplyAdd(keep2, v128.load(v), f32x4.mul(take2, square)));
    v128.store(m, first);
    v128.store(v, second);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(second, vScales)), epsilon);
    const step = multiplyAdd(shrinks, weight, f32x4.div(f32x4.mul(rates, first), root));
    v128.store(w, f32x4.sub(weight, step));
    g += 16;
    m += 16;
    v += 16;
  }
}
