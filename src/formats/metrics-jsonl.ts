/**
 * Measurements of several runs as JSON lines, https://jsonlines.org: one object a line, which a program can read as it comes
 * and pandas in one call (`read_json(path, lines=True)`).
 */
import { type MeasuredRun, metricRows } from './metric-rows';

/**
 * The file's text. Each object has the columns of the CSV as keys, in that order, with null where nothing was measured; names
 * as they are. Every line ends with LF. "" for no measurements.
 */
export function metricsJsonLines(runs: readonly MeasuredRun[]): string {
  const lines: string[] = [];
  for (const { seconds = null, loss = null, accuracy = null, ...row } of metricRows(runs)) {
    lines.push(`${JSON.stringify({ ...row, seconds, loss, accuracy })}\n`);
  }
  return lines.join('');
}
