/**
 * Measurements of several runs as comma-separated values, for a spreadsheet or a notebook: one row for each measurement (the
 * "long" form that plotting libraries group by column), RFC 4180, https://www.rfc-editor.org/rfc/rfc4180.
 */
import { type MeasuredRun, METRIC_COLUMNS, metricRows } from './metric-rows';

/**
 * A spreadsheet computes what begins like this, and a formula can send what it finds elsewhere; tab and line breaks count
 * since they are skipped there. https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA_BEGINNING = /^[=+\-@\t\r\n]/;

/** Text as one cell. An apostrophe before what a spreadsheet would compute has it shown as it stands. */
function textCell(text: string): string {
  const harmless = FORMULA_BEGINNING.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const cell = (value: string | number | undefined): string =>
  typeof value === 'string' ? textCell(value) : value === undefined ? '' : String(value);

/**
 * The file's text: the line `run,id,split,step,epoch,seconds,loss,accuracy`, then all rows of metricRows, numbers unrounded
 * and with a decimal point, empty where nothing was measured. Every line ends with CR LF. Names that a spreadsheet would take
 * for formulas begin with an apostrophe.
 */
export function metricsCsv(runs: readonly MeasuredRun[]): string {
  const lines = [METRIC_COLUMNS.join(',')];
  for (const row of metricRows(runs)) lines.push(METRIC_COLUMNS.map((column) => cell(row[column])).join(','));
  return lines.map((line) => `${line}\r\n`).join('');
}
