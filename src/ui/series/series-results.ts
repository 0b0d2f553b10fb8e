/** What came of a series: for each of its runs the numbers, and for each value the mean and spread. */
import { type Experiment, type FieldValue, formatField } from '../../core/experiment';
import { summariseSeries, type SeriesOutcome, type ValueSummary } from '../../core/experiment/series-summary';
import { settingWords } from '../../core/experiment/what-changed';
import type { RunRecord } from '../../library/run-record';
import type { QueuedRun, Series } from '../../state/series-queue';

/** Accuracy of the best network by the validation digits, of the last one by these, and by the test digits. */
export type SeriesMetric = 'best' | 'last' | 'test';

/**
 * The record that says what came of a queued run. The library's has its name, and the test digits, which may be read late; but
 * once the run has been trained on, it is about another network, and only the name is taken.
 */
export function recordOf({ record }: QueuedRun, records: readonly RunRecord[]): RunRecord | undefined {
  const kept = record && records.find(({ id }) => id === record.id);
  if (!kept) return record;
  return kept.step === record.step ? kept : { ...record, name: kept.name };
}

/** A fraction, or NaN when there is none. The test digits count only if they were read by the run's last network. */
export function metricOf(record: RunRecord | undefined, metric: SeriesMetric): number {
  const found = metric === 'test' && record?.test?.step !== record?.step ? undefined : record?.[metric];
  return found?.accuracyFraction ?? Number.NaN;
}

/** Runs that ended by themselves: those that were stopped by hand say nothing of their settings. */
function outcomesOf(
  runs: readonly QueuedRun[],
  records: readonly RunRecord[],
  metric: SeriesMetric,
): SeriesOutcome[] {
  return runs.flatMap((run) => {
    const { experiment } = run;
    if (run.status === 'failed') return [{ experiment, metric: Number.NaN }];
    const value = run.status === 'done' ? metricOf(recordOf(run, records), metric) : Number.NaN;
    return Number.isFinite(value) ? [{ experiment, metric: value }] : [];
  });
}

export interface ResultLine {
  /** "dropout 0.2"; empty when there is but one line. */
  readonly label: string;
  readonly outcomes: readonly SeriesOutcome[];
  /** One for each value that has a result. */
  readonly summaries: readonly ValueSummary[];
}

export interface SeriesResults {
  /** The setting whose values are compared. */
  readonly key: keyof Experiment;
  /** Whether all is about chance: the seed is the only setting that changes, and there is one summary, of all runs. */
  readonly isSeedOnly: boolean;
  /** All values of the setting, whether there are results of them yet or not. */
  readonly values: readonly FieldValue[];
  /** One for each value of the second setting; one in all when there is none, or it is the seed. */
  readonly lines: readonly ResultLine[];
}

const distinct = (values: readonly FieldValue[]): FieldValue[] => [
  ...new Map(values.map((value) => [formatField(value), value])).values(),
];

export function seriesResults(
  { keys, runs }: Series,
  records: readonly RunRecord[],
  metric: SeriesMetric,
): SeriesResults {
  const [key = 'seed', second] = [
    ...keys.filter((name) => name !== 'seed'),
    ...keys.filter((name) => name === 'seed'),
  ];
  const isSeedOnly = key === 'seed';
  const line = (label: string, of: readonly QueuedRun[]): ResultLine => {
    const outcomes = outcomesOf(of, records, metric);
    // All runs have the same engine: one summary of them all.
    return { label, outcomes, summaries: summariseSeries(isSeedOnly ? 'engine' : key, outcomes) };
  };
  const valuesAt = (name: keyof Experiment) => distinct(runs.map(({ experiment }) => experiment[name]));
  const lines =
    second === undefined || second === 'seed'
      ? [line('', runs)]
      : valuesAt(second).map((value) =>
          line(
            settingWords(second, value),
            runs.filter(({ experiment }) => formatField(experiment[second]) === formatField(value)),
          ),
        );
  return { key, isSeedOnly, values: valuesAt(key), lines };
}
