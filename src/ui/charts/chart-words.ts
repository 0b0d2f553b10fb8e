/** What the charts say: values for the eye, and the sentence that stands for a chart where it cannot be seen. */
import type { SeriesPoints } from './series-points';

export type ValueFormat = 'number' | 'percent';

/** Three significant digits, or a percentage with two decimals. */
export function formatValue(value: number, format: ValueFormat): string {
  if (!Number.isFinite(value)) return '–';
  return format === 'percent' ? `${(value * 100).toFixed(2)}%` : value.toPrecision(3);
}

export function formatSteps(first: number, last: number): string {
  const [from, to] = [first.toLocaleString('en'), last.toLocaleString('en')];
  return first === last ? `Step ${from}` : `Steps ${from}–${to}`;
}

interface NamedSeries {
  readonly name: string;
  readonly points: SeriesPoints;
}

/** "Training loss 0.120, validation loss 0.150 at step 430." Empty when there is nothing yet. */
export function summarise(series: readonly NamedSeries[], yLabel: string, format: ValueFormat): string {
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
