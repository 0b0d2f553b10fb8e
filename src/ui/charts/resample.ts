/**
 * From thousands of raw points to the at most 120 rows that a chart can show. Points are averaged, not decimated: every
 * measurement counts, so the line neither hides spikes by luck nor aliases with the length of an epoch. Bins have a power
 * of two of steps and start at fixed steps, so a growing run changes only its last row until the width doubles: nothing
 * shimmers. A short run has one row per measured step, at exactly that step.
 */
import type { SeriesPoints } from './series-points';

const MAX_ROWS = 120;

interface Column {
  /** One value per row. NaN before the series' first measurement and after its last: a line never claims more. */
  readonly values: Float64Array;
  /** 1 where the row holds a measurement, 0 where the value is interpolated between two measured rows. */
  readonly measured: Uint8Array;
}

/** What a chart draws: rows share their steps, since tfjs-vis wants all series equally long. */
export interface Frame {
  /** Mean of the steps measured in each row: where the row sits on the x axis. */
  readonly steps: Float64Array;
  /** First and last step measured in each row. */
  readonly firstSteps: Float64Array;
  readonly lastSteps: Float64Array;
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

/** All series on common rows. Rows in which nothing was measured are left out. */
export function resample(series: readonly SeriesPoints[], maxRows = MAX_ROWS): Frame {
  const { width, firstBin, count } = chooseBins(series, maxRows);
  const stepSums = new Float64Array(count);
  const stepCounts = new Uint32Array(count);
  const firsts = new Float64Array(count).fill(Infinity);
  const lasts = new Float64Array(count).fill(-Infinity);
  const averages = series.map((points) => {
    const sums = new Float64Array(count);
    const counts = new Uint32Array(count);
    for (let i = 0; i < points.length; i++) {
      const value = points.values[i]!;
      if (!Number.isFinite(value)) continue;
      const step = points.steps[i]!;
      const bin = binOf(step, width) - firstBin;
      sums[bin]! += value;
      counts[bin]! += 1;
      stepSums[bin]! += step;
      stepCounts[bin]! += 1;
      if (step < firsts[bin]!) firsts[bin] = step;
      if (step > lasts[bin]!) lasts[bin] = step;
    }
    return { sums, counts };
  });

  const rows = Array.from({ length: count }, (_, bin) => bin).filter((bin) => stepCounts[bin]! > 0);
  const steps = Float64Array.from(rows, (bin) => stepSums[bin]! / stepCounts[bin]!);
  return {
    steps,
    firstSteps: Float64Array.from(rows, (bin) => firsts[bin]!),
    lastSteps: Float64Array.from(rows, (bin) => lasts[bin]!),
    columns: averages.map(({ sums, counts }) => {
      const measured = Uint8Array.from(rows, (bin) => (counts[bin]! > 0 ? 1 : 0));
      const values = Float64Array.from(rows, (bin) => sums[bin]! / counts[bin]!);
      bridgeGaps(values, measured, steps);
      return { values, measured };
    }),
  };
}

/** Bin k holds steps k * width + 1 to (k + 1) * width: step 1 is the first of a run, step 0 the untrained network. */
function binOf(step: number, width: number): number {
  return Math.floor((step - 1) / width);
}

function chooseBins(series: readonly SeriesPoints[], maxRows: number) {
  const filled = series.filter((points) => points.length > 0);
  if (filled.length === 0) return { width: 1, firstBin: 0, count: 0 };
  const first = Math.min(...filled.map((points) => points.steps[0]!));
  const last = Math.max(...filled.map((points) => points.steps[points.length - 1]!));
  let width = 1;
  while (binOf(last, width) - binOf(first, width) >= maxRows) width *= 2;
  const firstBin = binOf(first, width);
  return { width, firstBin, count: binOf(last, width) - firstBin + 1 };
}

/** Fills unmeasured values between two measured ones along the straight line that a chart would draw anyway. */
function bridgeGaps(values: Float64Array, measured: Uint8Array, steps: Float64Array): void {
  let previous = -1;
  for (let row = 0; row < values.length; row++) {
    if (measured[row] === 0) continue;
    if (previous >= 0) {
      const slope = (values[row]! - values[previous]!) / (steps[row]! - steps[previous]!);
      for (let gap = previous + 1; gap < row; gap++) {
        values[gap] = values[previous]! + slope * (steps[gap]! - steps[previous]!);
      }
    }
    previous = row;
  }
}
