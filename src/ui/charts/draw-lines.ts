/** From what a chart is asked to show to a drawing of it: rows, range, colours. */
import { resolveColours } from '../shared/colour-scheme';
import { type Axis, finestRow, onAxis } from './axis';
import type { ValueFormat } from './chart-words';
import { epochSteps } from './epoch-steps';
import { resample, smooth, type Frame } from './resample';
import { type ChartSeries, MARKED, WIDTHS } from './run-series';
import type { VisChart } from './tfvis-adapter';
import { type Show, type ValueRange, valueRange } from './value-range';
import type { PlotArea } from './vega-plot';

/** What a line chart shows, wherever it is drawn. */
export interface Lines {
  /** Keep the array's identity while nothing in it changes: a new one asks for a new drawing. */
  readonly series: readonly ChartSeries[];
  /** What is measured, as the glossary has it. */
  readonly yLabel: 'loss' | 'accuracy';
  readonly format: ValueFormat;
  readonly logScale: boolean;
  readonly axis: Axis;
  readonly show: Show;
}

/** Where and how large, in px. theme: the visitor's, if not said. */
interface Place {
  readonly width: number;
  readonly height: number;
  readonly fontFamily: string;
  /** Height of the type; lines grow with it. */
  readonly fontPx: number;
  /** Where colours are looked up. */
  readonly element: Element;
  readonly theme?: 'light';
  /** How many rows each line may have; if not said, as many as can be drawn while training. */
  readonly rowCount?: number;
}

/** What is on the canvas now. */
export interface Drawn {
  readonly frame: Frame;
  readonly area: PlotArea;
  readonly range: ValueRange;
  readonly axis: Axis;
  readonly fontPx: number;
  /** The last step of the first run that has any. */
  readonly lastStep: number;
}

/** As much as a phone draws in a few tens of milliseconds, however many lines share it. */
const MAX_CELLS = 480;
const MAX_ROWS = 120;

/** The type that line widths are meant for, and how many times heavier lines get with larger type. */
export const USUAL_FONT_PX = 11;
const MOST_HEAVIER = 2;

/** The rows that so many lines can have each. */
export const rowsFor = (lineCount: number): number =>
  Math.min(MAX_ROWS, Math.floor(MAX_CELLS / Math.max(1, lineCount)));

/** Undefined when there is nothing finite to show. */
export async function drawLines(chart: VisChart, lines: Lines, place: Place): Promise<Drawn | undefined> {
  const { series, axis } = lines;
  const rows = resample(
    series.map(({ points, stepsPerEpoch }) => onAxis(points, axis, stepsPerEpoch)),
    place.rowCount ?? rowsFor(series.length),
    finestRow(axis),
  );
  const columns = rows.columns.map((column, i) => ({
    ...column,
    values: smooth(column.values, series[i]!.smoothing),
  }));
  const frame = { ...rows, columns };
  const range = valueRange(
    columns.map(({ values }) => values),
    { metric: lines.yLabel, logScale: lines.logScale, show: lines.show },
  );
  const lastX = frame.lasts.at(-1);
  if (lastX === undefined || !range) return undefined;
  const [inkSoft, line, ground, ...seriesColours] = resolveColours(
    place.element,
    ['var(--ink-soft)', 'var(--line)', 'var(--card)', ...series.map(({ colour }) => colour)],
    place.theme,
  );
  const heavier = Math.min(MOST_HEAVIER, Math.max(1, place.fontPx / USUAL_FONT_PX));
  const area = await chart.drawLines(frame, {
    width: place.width,
    height: place.height,
    fontFamily: place.fontFamily,
    fontPx: place.fontPx,
    xLabel: axis === 'seconds' ? 'seconds of training' : axis,
    yLabel: lines.yLabel,
    strokes: series.map(({ name, dash }, i) => ({
      colour: seriesColours[i]!,
      width: WIDTHS[name] * heavier,
      dash: dash.map((length) => length * heavier),
    })),
    marked: series.map(({ name }) => MARKED[name]),
    colours: { inkSoft: inkSoft!, line: line!, ground: ground! },
    wholeXs: axis === 'step',
    epochs: epochSteps(epochLength(lines), lastX),
    low: range.low,
    high: range.high,
    logScale: lines.logScale,
    format: lines.format,
  });
  return area && { frame, area, range, axis, fontPx: place.fontPx, lastStep: lastStepOf(series) };
}

/** In units of the axis; 0 where there is no one length. */
function epochLength({ series, axis }: Lines): number {
  if (axis === 'epoch') return 1;
  if (axis === 'seconds') return 0;
  const lengths = new Set(series.map(({ stepsPerEpoch }) => stepsPerEpoch));
  return lengths.size === 1 ? series[0]!.stepsPerEpoch : 0;
}

function lastStepOf(series: readonly ChartSeries[]): number {
  const first = series.find(({ points }) => lastFinite(points) !== undefined);
  const steps = series
    .filter(({ runId }) => runId === first?.runId)
    .map(({ points }) => lastFinite(points) ?? 0);
  return Math.max(0, ...steps);
}

function lastFinite({ steps, values, length }: ChartSeries['points']): number | undefined {
  let at = length - 1;
  while (at >= 0 && !Number.isFinite(values[at])) at--;
  return steps[at];
}
