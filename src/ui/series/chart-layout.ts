/**
 * Where a small chart of results has its points, lines and ticks, in the units of its own picture. Numbers lie where they
 * belong, by their logarithms when they span a decade or more; what is no number, and numbers that span decades beside a zero,
 * stand side by side.
 */
import { type FieldValue, formatField } from '../../core/experiment';
import { formatPercent } from '../shared/number-format';

export const CHART = { width: 360, height: 200, left: 56, right: 348, top: 10, bottom: 160 } as const;
/** Between the axes and the outermost points. */
const INSET = 14;
/** Room above and below the points, as a share of what they span. */
const MARGIN = 0.1;
/** No closer than 0.2 points of accuracy, so that equal results are not torn apart. */
const LEAST_SPAN = 0.002;
/** Labels of values closer than this would touch. */
const LABEL_WIDTH = 38;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface ChartLine {
  readonly points: readonly { readonly value: FieldValue; readonly fraction: number }[];
  readonly means: readonly { readonly value: FieldValue; readonly fraction: number }[];
}

export interface ChartLayout {
  readonly scale: 'linear' | 'log' | 'even';
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly lines: readonly { readonly points: readonly Point[]; readonly means: readonly Point[] }[];
}

const isNumber = (value: FieldValue): value is number => typeof value === 'number';

function scaleOf(values: readonly FieldValue[]): ChartLayout['scale'] {
  if (!values.every(isNumber)) return 'even';
  const positive = values.filter((value) => value > 0);
  const spansDecades = positive.length > 0 && Math.max(...positive) / Math.min(...positive) >= 10;
  if (!spansDecades) return 'linear';
  return positive.length === values.length ? 'log' : 'even';
}

/** The place of each value along the picture, by the text of the value. */
function placesOf(values: readonly FieldValue[], scale: ChartLayout['scale']): ReadonlyMap<string, number> {
  const sorted = values.every(isNumber) ? values.slice().sort((a, b) => a - b) : values;
  const along = (value: FieldValue, i: number): number => {
    if (scale === 'even' || !isNumber(value)) return i;
    return scale === 'log' ? Math.log10(value) : value;
  };
  const distances = sorted.map(along);
  const [low, high] = [Math.min(...distances), Math.max(...distances)];
  const [from, to] = [CHART.left + INSET, CHART.right - INSET];
  return new Map(
    sorted.map((value, i) => [
      formatField(value),
      high === low ? (from + to) / 2 : from + ((distances[i]! - low) / (high - low)) * (to - from),
    ]),
  );
}

/** Labels from left to right, those left out that would touch the one before. */
function ticksOf(places: ReadonlyMap<string, number>): Tick[] {
  const ticks: Tick[] = [];
  for (const [label, at] of places) {
    const before = ticks.at(-1);
    if (!before || at - before.at >= LABEL_WIDTH) ticks.push({ at, label });
  }
  return ticks;
}

/** A step of 1, 2 or 5 times a power of ten that divides the span into two to five. */
function stepOf(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / 2));
  return [5, 2, 1].map((factor) => factor * power).find((step) => span / step >= 2) ?? power;
}

function rangeOf(fractions: readonly number[]): { readonly low: number; readonly high: number } {
  if (fractions.length === 0) return { low: 0, high: 1 };
  const [least, most] = [Math.min(...fractions), Math.max(...fractions)];
  const room = Math.max((most - least) * MARGIN, (LEAST_SPAN - (most - least)) / 2);
  return { low: Math.max(0, least - room), high: Math.min(1, most + room) };
}

/** values: all that there are results of, or will be. Fractions that are not finite are left out. */
export function layOutChart(values: readonly FieldValue[], lines: readonly ChartLine[]): ChartLayout {
  const scale = scaleOf(values);
  const places = placesOf(values, scale);
  const known = lines.map(({ points, means }) => ({
    points: points.filter(({ fraction }) => Number.isFinite(fraction)),
    means: means.filter(({ fraction }) => Number.isFinite(fraction)),
  }));
  const { low, high } = rangeOf(
    known.flatMap(({ points, means }) => [...points, ...means]).map(({ fraction }) => fraction),
  );
  const yOf = (fraction: number): number =>
    CHART.bottom - ((fraction - low) / (high - low)) * (CHART.bottom - CHART.top);
  const pointOf = ({ value, fraction }: ChartLine['points'][number]): Point => ({
    x: places.get(formatField(value)) ?? Number.NaN,
    y: yOf(fraction),
  });
  const step = stepOf(high - low);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  const decimals = Math.max(0, -Math.floor(Math.log10(step * 100) + 1e-9));
  return {
    scale,
    xTicks: ticksOf(places),
    yTicks: Array.from({ length: count }, (_, i) => ({
      at: yOf((first + i) * step),
      label: formatPercent(Number(((first + i) * step).toPrecision(12)), decimals),
    })),
    lines: known.map(({ points, means }) => ({
      points: points.map(pointOf),
      means: means
        .map(pointOf)
        .slice()
        .sort((a, b) => a.x - b.x),
    })),
  };
}
