/** What came out of a series, one line for each value of the setting that it is about; see series.ts. */
import { type Experiment, type FieldValue, formatField } from '../experiment';

export interface SeriesOutcome {
  readonly experiment: Experiment;
  /** What is compared: accuracy as a fraction, loss in nats, seconds. Not finite for a run that failed. */
  readonly metric: number;
}

export interface ValueSummary {
  readonly value: FieldValue;
  /** Runs with this value, failed ones left out. */
  readonly count: number;
  /** Runs with this value whose metric is not a number. */
  readonly failed: number;
  /** NaN when all failed, and so are lowest and highest. */
  readonly mean: number;
  /** Sample standard deviation, n - 1 in the denominator. NaN for fewer than two runs, which have no spread to tell of. */
  readonly deviation: number;
  readonly lowest: number;
  readonly highest: number;
}

function summaryOf(value: FieldValue, metrics: readonly number[]): ValueSummary {
  const finite = metrics.filter(Number.isFinite);
  const count = finite.length;
  const mean = finite.reduce((sum, metric) => sum + metric, 0) / count;
  const squares = finite.reduce((sum, metric) => sum + (metric - mean) ** 2, 0);
  return {
    value,
    count,
    failed: metrics.length - count,
    mean,
    deviation: count < 2 ? Number.NaN : Math.sqrt(squares / (count - 1)),
    lowest: count === 0 ? Number.NaN : Math.min(...finite),
    highest: count === 0 ? Number.NaN : Math.max(...finite),
  };
}

/**
 * For each value of the setting `key`, in order of first appearance: mean and spread over all runs that have it, whatever
 * their other settings. key: the series' first setting, usually.
 */
export function summariseSeries(
  key: keyof Experiment,
  outcomes: readonly SeriesOutcome[],
): readonly ValueSummary[] {
  const groups = new Map<string, { readonly value: FieldValue; readonly metrics: number[] }>();
  for (const { experiment, metric } of outcomes) {
    const name = formatField(experiment[key]);
    const group = groups.get(name) ?? { value: experiment[key], metrics: [] };
    group.metrics.push(metric);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ value, metrics }) => summaryOf(value, metrics));
}
