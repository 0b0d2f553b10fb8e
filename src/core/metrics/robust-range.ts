/**
 * The range of the value axis for several runs' curves in one chart. From the least value to the greatest, a long run ends in
 * a flat line at the edge: 99.1% and 99.4% right are one pixel apart when the axis begins at 20%. In detail, the axis shows
 * where the runs end: from a low quantile of the last 80% of each curve's points, so that neither the steep beginning nor a
 * single bad reading sets it, to the best value of all. Losses the other way round, by logarithms on a log axis.
 *
 * A run that failed must not flatten those that did not: a curve that ends far from the best one has no say, and the caller
 * is told, so that the page can say that it lies outside.
 */
export interface RangeCurve {
  /** Accuracies as fractions or losses in nats; the first `length` count, and those that are not finite do not. */
  readonly values: ArrayLike<number>;
  readonly length: number;
}

interface RangeOptions {
  readonly metric: 'accuracy' | 'loss';
  /** On a log axis values of 0 and less do not count. */
  readonly scale: 'linear' | 'log';
  /** 'all': every point of every curve. 'detail': see above. */
  readonly show: 'all' | 'detail';
}

export interface RobustRange {
  readonly low: number;
  readonly high: number;
  /** Indices of the curves, rising, that end outside the range. Always empty for 'all'. */
  readonly outside: readonly number[];
}

/** The beginning that is left out of sight: this share of a curve's points. */
const BEGINNING = 0.2;
/** Of the points after it, this share may lie beyond the range. */
const STRAY = 0.05;
/** The end of a curve, where it is compared with the best: the median of this share of its points. */
const END = 0.1;
/** Further from the best end than this, a curve has no say: 25 points of accuracy, 1 nat of loss. */
const FAR = { accuracy: 0.25, loss: 1 } as const;
/** Room above and below, as a share of what is shown. */
const MARGIN = 0.05;
/** No closer than this, so that equal runs are not torn apart: 0.2 points, a hundredth of a nat, a twentieth of a decade. */
const LEAST_SPAN = { accuracy: 0.002, loss: 0.01, log: 0.05 } as const;

/** Linear interpolation between the two nearest of sorted values, as numpy's percentile does. fraction: 0..1. */
function quantile(sorted: readonly number[], fraction: number): number {
  const at = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(at)]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at));
}

const rising = (values: readonly number[]): number[] => values.slice().sort((a, b) => a - b);

interface Extent {
  readonly low: number;
  readonly high: number;
}

function wholeExtent(curves: readonly (readonly number[])[]): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of curves.flat()) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** Curves: what is measured, none of them empty. The extent without margins. */
function detailExtent(curves: readonly (readonly number[])[], metric: RangeOptions['metric']): Extent {
  const whole = wholeExtent(curves);
  const tails = curves.map((values) => rising(values.slice(Math.floor(values.length * BEGINNING))));
  return metric === 'accuracy'
    ? { low: Math.min(...tails.map((tail) => quantile(tail, STRAY))), high: whole.high }
    : { low: whole.low, high: Math.max(...tails.map((tail) => quantile(tail, 1 - STRAY))) };
}

const endOf = (values: readonly number[]): number =>
  quantile(rising(values.slice(-Math.max(1, Math.round(values.length * END)))), 0.5);

/** Adds margins, in decades on a log axis, and keeps to what a value can be. */
function withMargins(extent: Extent, { metric, scale }: RangeOptions): Extent {
  const [to, from] =
    scale === 'log' ? [Math.log10, (x: number) => 10 ** x] : [(x: number) => x, (x: number) => x];
  const [low, high] = [to(extent.low), to(extent.high)];
  const least = scale === 'log' ? LEAST_SPAN.log : LEAST_SPAN[metric];
  const room = (high - low) * MARGIN + Math.max(0, least - (high - low) * (1 + 2 * MARGIN)) / 2;
  return {
    low: Math.max(from(low - room), 0),
    high: metric === 'accuracy' ? Math.min(from(high + room), 1) : from(high + room),
  };
}

/** The range for these curves; undefined when none has a value to show. Reads the values only. */
export function robustRange(curves: readonly RangeCurve[], options: RangeOptions): RobustRange | undefined {
  const { metric, scale, show } = options;
  const measured = curves
    .map(({ values, length }, index) => ({
      index,
      values: Array.from({ length }, (_, i) => values[i]!).filter(
        (value) => Number.isFinite(value) && (scale === 'linear' || value > 0),
      ),
    }))
    .filter(({ values }) => values.length > 0)
    .map(({ index, values }) => ({ index, values, end: endOf(values) }));
  if (measured.length === 0) return undefined;
  if (show === 'all') {
    return { ...withMargins(wholeExtent(measured.map(({ values }) => values)), options), outside: [] };
  }
  const ends = measured.map(({ end }) => end);
  const best = metric === 'accuracy' ? Math.max(...ends) : Math.min(...ends);
  const near = measured.filter(({ end }) => Math.abs(end - best) <= FAR[metric]);
  const extent = detailExtent(
    near.map(({ values }) => values),
    metric,
  );
  const range = withMargins(extent, options);
  const outside = measured.filter(({ end }) => end < range.low || end > range.high);
  return { ...range, outside: outside.map(({ index }) => index) };
}
