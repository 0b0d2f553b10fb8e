/** What a great many numbers look like together: a histogram and the few figures that go beside it. */
export interface Distribution {
  /** Finite numbers. Those that are not are left out. */
  readonly count: number;
  /** How many of them are exactly 0. */
  readonly zeroCount: number;
  readonly mean: number;
  readonly standardDeviation: number;
  readonly least: number;
  readonly greatest: number;
  readonly histogram: Histogram;
}

/** Equal bins. Zeros are not in it: there may be so many that nothing else would show. */
export interface Histogram {
  /** The edges of the first and last bin: values, or on a log10 scale the exponents of their magnitudes. */
  readonly from: number;
  readonly to: number;
  readonly scale: HistogramScale;
  readonly counts: readonly number[];
}

export type HistogramScale = 'linear' | 'log10';

export const BIN_COUNT = 40;

/** Reads a float32 array of any shape. On a log10 scale magnitudes are binned, and the sign is lost. */
export function distributionOf(values: Float32Array, scale: HistogramScale): Distribution {
  let count = 0;
  let zeroCount = 0;
  let sum = 0;
  let squares = 0;
  let least = Infinity;
  let greatest = -Infinity;
  let from = Infinity;
  let to = -Infinity;
  const binned =
    scale === 'log10' ? (value: number) => Math.log10(Math.abs(value)) : (value: number) => value;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    squares += value * value;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    if (value === 0) {
      zeroCount++;
      continue;
    }
    const at = binned(value);
    if (at < from) from = at;
    if (at > to) to = at;
  }
  const counts = Array.from({ length: BIN_COUNT }, () => 0);
  if (to > from) {
    for (const value of values) {
      if (!Number.isFinite(value) || value === 0) continue;
      const bin = Math.floor(((binned(value) - from) / (to - from)) * BIN_COUNT);
      counts[Math.min(bin, BIN_COUNT - 1)]!++;
    }
  } else if (count > zeroCount) {
    counts[0] = count - zeroCount;
  }
  const mean = count === 0 ? 0 : sum / count;
  return {
    count,
    zeroCount,
    mean,
    standardDeviation: count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean)),
    least: count === 0 ? 0 : least,
    greatest: count === 0 ? 0 : greatest,
    histogram: { from: to >= from ? from : 0, to: to >= from ? to : 0, scale, counts },
  };
}
