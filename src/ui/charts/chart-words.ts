/** What the charts say: values for the eye, and the sentence that stands for a chart where it cannot be seen. */
import { groupByRun } from './run-series';
import type { SeriesPoints } from './series-points';

export type ValueFormat = 'number' | 'percent';

/** Three significant digits, or a percentage with two decimals. */
export function formatValue(value: number, format: ValueFormat): string {
  if (!Number.isFinite(value)) return '–';
  return format === 'percent' ? `${(value * 100).toFixed(2)}%` : value.toPrecision(3);
}

interface NamedSeries {
  readonly runId: string;
  /** Its run's name; "" when there is but one. */
  readonly run: string;
  readonly name: string;
  readonly points: SeriesPoints;
}

/**
 * "Training loss 0.120, validation loss 0.150 at step 430." Of several runs each has a sentence that begins with its name.
 * Empty when there is nothing yet.
 */
export function summarise(series: readonly NamedSeries[], yLabel: string, format: ValueFormat): string {
  return groupByRun(series)
    .map((lines) => ({ run: lines[0]!.run, sentence: summariseRun(lines, yLabel, format) }))
    .filter(({ sentence }) => sentence !== '')
    .map(({ run, sentence }) => (run === '' ? sentence : `${run}: ${sentence}`))
    .join(' ');
}

function summariseRun(series: readonly NamedSeries[], yLabel: string, format: ValueFormat): string {
  const latest = series
    .filter(({ points }) => points.length > 0)
    .map(({ name, points }) => ({
      text: `${name} ${yLabel} ${formatValue(points.values[points.length - 1]!, format)}`,
      at: `at step ${points.steps[points.length - 1]!.toLocaleString('en')}`,
    }));
  if (latest.length === 0) return '';
  const sameStep = latest.every(({ at }) => at === latest[0]!.at);
  const sentence = sameStep
    ? `${latest.map(({ text }) => text).join(', ')} ${latest[0]!.at}`
    : latest.map(({ text, at }) => `${text} ${at}`).join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** "Training", or, of several runs, "Brisk Heron, training". */
export const lineName = ({ run, name }: { readonly run: string; readonly name: string }): string =>
  run === '' ? name.charAt(0).toUpperCase() + name.slice(1) : `${run}, ${name}`;

/** "training", or what it is when it is not as measured. */
export const readingName = ({
  name,
  smoothing,
}: {
  readonly name: string;
  readonly smoothing: number;
}): string => (smoothing > 0 ? `${name}, smoothed` : name);
