/**
 * The output layer: softmax, loss, its gradient and the metrics, one digit at a time. The ten logits lie in two panels: eight
 * in the first, two in the first two columns of the second.
 *
 * With targets t that sum to 1, -sum(t log p) = log(sum e^(z - m)) - sum(t (z - m)), m being the greatest logit: no p is ever
 * rounded to 0 before its logarithm. The gradient with respect to a logit is p - t.
 */
import { log } from './env';
import { exponential } from './exponential';
import { ROW_BYTES, maxLane, sumLanes } from './lanes';

const CLASSES: i32 = 10;

/** Lanes 0 and 1: the classes 8 and 9. */
function lastTwo(): v128 {
  return i32x4(-1, -1, 0, 0);
}

/**
 * Writes share (p - t) to the two panels of `gradient`, share being 1 by the batch's digits, the sum of the rows' losses to
 * the float64 at `metrics` and the number of digits whose greatest logit (the first of equal ones) was their label to the one after it.
 */
export function softmaxLoss(
  first: usize,
  second: usize,
  labels: usize,
  rows: i32,
  share: f32,
  smoothing: f32,
  gradientFirst: usize,
  gradientSecond: usize,
  metrics: usize,
): void {
  const spread: f32 = smoothing / <f32>CLASSES;
  const part = f32x4.splat(share);
  const peak = f32x4.splat(<f32>1.0 - smoothing);
  let lossSum: f64 = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * ROW_BYTES;
    const label = <i32>load<u8>(labels + row);
    const z0 = v128.load(first + at);
    const z1 = v128.load(first + at, 16);
    const z2 = v128.bitselect(v128.load(second + at), f32x4.splat(-Infinity), lastTwo());
    const greatest = maxLane(f32x4.max(f32x4.max(z0, z1), z2));
    const m = f32x4.splat(greatest);
    const d0 = f32x4.sub(z0, m);
    const d1 = f32x4.sub(z1, m);
    const d2 = v128.and(f32x4.sub(z2, m), lastTwo());
    const e0 = exponential(d0);
    const e1 = exponential(d1);
    const e2 = v128.and(exponential(d2), lastTwo());
    const sum = sumLanes(f32x4.add(f32x4.add(e0, e1), e2));

    const labelLogit = load<f32>((label < 8 ? first + (label << 2) : second + ((label - 8) << 2)) + at);
    const spreadSum = spread * sumLanes(f32x4.add(f32x4.add(d0, d1), d2));
    lossSum += log(<f64>sum) - <f64>((<f32>1.0 - smoothing) * (labelLogit - greatest) + spreadSum);
    correct += i32(firstGreatest(first + at, second + at, greatest) == label);

    const scale = f32x4.splat(<f32>1.0 / sum);
    const t = f32x4.splat(spread);
    const hot = i32x4.splat(label);
    const t0 = f32x4.add(t, v128.and(peak, i32x4.eq(hot, i32x4(0, 1, 2, 3))));
    const t1 = f32x4.add(t, v128.and(peak, i32x4.eq(hot, i32x4(4, 5, 6, 7))));
    const t2 = f32x4.add(t, v128.and(peak, i32x4.eq(hot, i32x4(8, 9, 10, 11))));
    const g2 = f32x4.mul(f32x4.sub(f32x4.mul(e2, scale), t2), part);
    v128.store(gradientFirst + at, f32x4.mul(f32x4.sub(f32x4.mul(e0, scale), t0), part));
    v128.store(gradientFirst + at, f32x4.mul(f32x4.sub(f32x4.mul(e1, scale), t1), part), 16);
    v128.store(gradientSecond + at, v128.and(g2, lastTwo()));
    v128.store(gradientSecond + at, f32x4.splat(0), 16);
  }
  store<f64>(metrics, lossSum);
  store<f64>(metrics, <f64>correct, 8);
}

function firstGreatest(first: usize, second: usize, greatest: f32): i32 {
  for (let i = 0; i < 8; i++) if (load<f32>(first + (i << 2)) == greatest) return i;
  return load<f32>(second) == greatest ? 8 : 9;
}

/** Class probabilities, row-major: out[rows][10]. */
export function softmaxRows(first: usize, second: usize, rows: i32, out: usize): void {
  for (let row = 0; row < rows; row++) {
    const at = row * ROW_BYTES;
    const z0 = v128.load(first + at);
    const z1 = v128.load(first + at, 16);
    const z2 = v128.bitselect(v128.load(second + at), f32x4.splat(-Infinity), lastTwo());
    const m = f32x4.splat(maxLane(f32x4.max(f32x4.max(z0, z1), z2)));
    const e0 = exponential(f32x4.sub(z0, m));
    const e1 = exponential(f32x4.sub(z1, m));
    const e2 = v128.and(exponential(f32x4.sub(z2, m)), lastTwo());
    const scale = f32x4.splat(<f32>1.0 / sumLanes(f32x4.add(f32x4.add(e0, e1), e2)));
    v128.store(out, f32x4.mul(e0, scale));
    v128.store(out, f32x4.mul(e1, scale), 16);
    v128.store64_lane(out, f32x4.mul(e2, scale), 0, 32);
    out += CLASSES * 4;
  }
}
