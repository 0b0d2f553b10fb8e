/**
 * From thousands of raw points to the at most 120 rows that a chart can show. Points are averaged, not decimated: every
 * measurement counts, so the line neither hides spikes by luck nor aliases with the length of an epoch. Bins are a power
 * of two of the axis wide and start at fixed places, so a growing run changes only its last row until the width doubles:
 * nothing shimmers. By step, a short run has one row per measured step, at exactly that step.
 */
import type { AxisPoints } from './axis';

const MAX_ROWS = 120;

interface Column {
  /** One value per row. NaN before the series' first measurement and after its last: a line never claims more. */
  readonly values: Float64Array;
  /** 1 where the row holds a measurement, 0 where the value is interpolated between two measured rows. */
  readonly measured: Uint8Array;
}

/** What a chart draws: rows share their places, since tfjs-vis wants all series equally long. */
export interface Frame {
  /** Mean of the places measured in each row, in steps, epochs or seconds: where the row sits on the x axis. */
  readonly xs: Float64Array;
  /** First and last place measured in each row. */
  readonly firsts: Float64Array;
  readonly lasts: Float64Array;
  /** In the order of the series. */
  readonly columns: readonly Column[];
}

/**
 * Exponential moving average with bias correction: each value becomes the mean of itself and all before it, weighted by
 * weight^age. weight: 0 (none) to below 1. Non-finite values pass through and are not averaged in. Meant for rows rather
 * than raw points: of a thousand points, an average over the last few would vanish in the rows' own.
 */
export function smooth(values: Float64Array, weight: number): Float64Array {
  if (weight <= 0) return values;
  let sum = 0;
  let totalWeight = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN;
    sum = sum * weight + value;
    totalWeight = totalWeight * weight + 1;
    return sum / totalWeight;
  });
}

/**
 * All series on common rows. Rows in which nothing was measured are left out. finest: the narrowest row, in units of the
 * axis, see finestRow().
 */
export function resample(series: readonly AxisPoints[], maxRows = MAX_ROWS, finest = 1): Frame {
  const { width, firstBin, count } = chooseBins(series, maxRows, finest);
  const xSums = new Float64Array(count);
  const xCounts = new Uint32Array(count);
  const firsts = new Float64Array(count).fill(Infinity);
  const lasts = new Float64Array(count).fill(-Infinity);
  const averages = series.map(({ xs, xScale, values, length }) => {
    const sums = new Float64Array(count);
    const counts = new Uint32Array(count);
    for (let i = 0; i < length; i++) {
      const value = values[i]!;
      const x = xs[i]! * xScale;
      if (!Number.isFinite(value) || !Number.isFinite(x)) continue;
      const bin = binOf(x, width) - firstBin;
      sums[bin]! += value;
      counts[bin]! += 1;
      xSums[bin]! += x;
      xCounts[bin]! += 1;
      if (x < firsts[bin]!) firsts[bin] = x;
      if (x > lasts[bin]!) lasts[bin] = x;
    }
    return { sums, counts };
  });

  const rows = Array.from({ length: count }, (_, bin) => bin).filter((bin) => xCounts[bin]! > 0);
  const xs = Float64Array.from(rows, (bin) => xSums[bin]! / xCounts[bin]!);
  return {
    xs,
    firsts: Float64Array.from(rows, (bin) => firsts[bin]!),
    lasts: Float64Array.from(rows, (bin) => lasts[bin]!),
    columns: averages.map(({ sums, counts }) => {
      const measured = Uint8Array.from(rows, (bin) => (counts[bin]! > 0 ? 1 : 0));
      const values = Float64Array.from(rows, (bin) => sums[bin]! / counts[bin]!);
      bridgeGaps(values, measured, xs);
      return { values, measured };
    }),
  };
}

/** Bin k ends at (k + 1) * width, inclusive: step 1 is the first of a run, step 0 the untrained network. */
function binOf(x: number, width: number): number {
  return Math.ceil(x / width) - 1;
}

/** The first and the last place that is known; infinite, and the wrong way round, when none is. */
function ends({ xs, xScale, length }: AxisPoints): [number, number] {
  let from = 0;
  while (from < length && !Number.isFinite(xs[from])) from++;
  let to = length - 1;
  while (to > from && !Number.isFinite(xs[to])) to--;
  return from < length ? [xs[from]! * xScale, xs[to]! * xScale] : [Infinity, -Infinity];
}

function chooseBins(series: readonly AxisPoints[], maxRows: number, finest: number) {
  let first = Infinity;
  let last = -Infinity;
  for (const points of series) {
    const [from, to] = ends(points);
    first = Math.min(first, from);
    last = Math.max(last, to);
  }
  if (first > last) return { width: 1, firstBin: 0, count: 0 };
  let width = finest;
  while (binOf(last, width) - binOf(first, width) >= maxRows) width *= 2;
  const firstBin = binOf(first, width);
  return { width, firstBin, count: binOf(last, width) - firstBin + 1 };
}

/** Fills unmeasured values between two measured ones along the straight line that a chart would draw anyway. */
function bridgeGaps(values: Float64Array, measured: Uint8Array, xs: Float64Array): void {
  let previous = -1;
  for (let row = 0; row < values.length; row++) {
    if (measured[row] === 0) continue;
    if (previous >= 0) {
      const slope = (values[row]! - values[previous]!) / (xs[row]! - xs[previous]!);
      for (let gap = previous + 1; gap < row; gap++) {
        values[gap] = values[previous]! + slope * (xs[gap]! - xs[previous]!);
      }
    }
    previous = row;
  }
}
