/**
 * tfjs-vis's line chart, dressed for this page: our colours and dashes, real places instead of row numbers, a range of values
 * and a logarithmic scale, epoch rules, and no legend, which the page has outside the plot. A pure function from specification to specification, with the data set apart so that an
 * unchanged specification can be recognised and only its data replaced.
 */
import type { VisChannel, VisLayer, VisRow, VisSpec } from './vega-embed-stand-in';

interface ChartColours {
  readonly inkSoft: string;
  readonly line: string;
}

export interface LineDress {
  readonly colours: ChartColours;
  readonly fontFamily: string;
  /** One per series, in their order. */
  readonly strokes: readonly Stroke[];
  /** One per row, at least one: tfjs-vis drops the x values it is given and numbers the rows. */
  readonly xs: ArrayLike<number>;
  /** Whether there is nothing between one whole number and the next on the x axis. */
  readonly wholeXs: boolean;
  /** Where epochs end, on the x axis. */
  readonly epochs: readonly number[];
  /** The values at the plot's lower and upper edge. */
  readonly low: number;
  readonly high: number;
  readonly logScale: boolean;
  readonly format: 'number' | 'percent';
  /** Measurements with no neighbour to draw a line to. */
  readonly dots: readonly Dot[];
}

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  /** Lengths in px of dash, gap, dash, …; none for an unbroken line. */
  readonly dash: readonly number[];
}

export interface Dot {
  readonly x: number;
  readonly value: number;
  readonly colour: string;
}

/** A Vega-Lite specification without data, and the data sets and signals that it names. */
export interface DressedSpec {
  readonly spec: object;
  readonly signals: Readonly<Record<string, number>>;
  readonly data: Readonly<Record<string, readonly VisRow[]>>;
}

export function dressLineSpec(vis: VisSpec, dress: LineDress): DressedSpec {
  const { tooltip: _, ...shared } = vis.encoding;
  return {
    spec: {
      ...vis,
      data: { name: 'rows' },
      // Their values are set from outside: the range changes with the data.
      params: [
        { name: 'first', value: 0 },
        { name: 'last', value: 1 },
        { name: 'low', value: 0 },
        { name: 'high', value: 1 },
      ],
      // Room for the axis title's descenders, which 'fit' does not count, and for a label at the top of the values' axis,
      // which may come to be there later.
      padding: { left: 0, top: 8, right: 6, bottom: 4 },
      // 'fit' measures axes and legend once per build; tfjs-vis's `resize: true` would lay out twice at every update.
      autosize: { type: 'fit', contains: 'padding' },
      encoding: { ...shared, x: { ...shared['x'], axis: xAxis(dress), scale: X_SCALE } },
      layer: [epochRules(dress), lineLayer(vis.layer.find(isLineLayer)!, dress), DOTS],
      config: { ...vis.config, ...config(dress) },
    },
    signals: { first: dress.xs[0]!, last: dress.xs[dress.xs.length - 1]!, low: dress.low, high: dress.high },
    data: {
      rows: longRows(vis, dress),
      epochs: dress.epochs.map((x) => ({ x })),
      dots: dress.dots.map(({ x, value, colour }) => ({ x, y: value, colour })),
    },
  };
}

/** Whole steps have whole labels; epochs and seconds may lie closer together than 1. */
const xAxis = ({ wholeXs }: LineDress): object => ({
  tickCount: 5,
  grid: false,
  ...(wholeXs ? { tickMinStep: 1, format: ',d' } : { format: ',.3~f' }),
});

// The extents are known: Vega need not look for them in every series.
const X_SCALE = { domain: [{ expr: 'first' }, { expr: 'last' }], nice: false, zero: false };
const Y_SCALE = { domain: [{ expr: 'low' }, { expr: 'high' }], nice: false };

/** A fixed extent: the plot neither jitters as labels grow nor differs in width between two charts. */
const Y_AXIS = { tickCount: 5, minExtent: 50, maxExtent: 50 };

/** tfjs-vis's last layer follows the mouse through a selection; the page has its own read-out, for keyboards too. */
function isLineLayer(layer: VisLayer): boolean {
  return layer.selection === undefined;
}

/**
 * One layer for the lines of all series, in long rows that bring their looks along: what Vega-Lite compiles then does not
 * depend on how many lines there are, and a line more or less is but other data.
 */
function lineLayer(layer: VisLayer, dress: LineDress): VisLayer & { data: object } {
  const y: VisChannel = layer.encoding['y'] ?? {};
  return {
    ...layer,
    data: { name: 'rows' },
    mark: { ...Object(layer.mark), strokeJoin: 'round' },
    encoding: {
      y: {
        ...y,
        field: 'y',
        axis: { ...Y_AXIS, format: dress.format === 'percent' ? '.4~p' : '.3~r' },
        scale: dress.logScale ? { ...Y_SCALE, type: 'log' } : { ...Y_SCALE, zero: false },
      },
      detail: { field: 'series', type: 'nominal' },
      color: { field: 'colour', type: 'nominal', scale: null },
      strokeWidth: { field: 'width', type: 'quantitative', scale: null },
      strokeDash: { field: 'dash', type: 'nominal', scale: null },
    },
  };
}

/** Last series first: what is drawn last lies on top. */
function longRows({ data, layer }: VisSpec, { xs, strokes }: LineDress): VisRow[] {
  const fields = layer.filter(isLineLayer).map(({ encoding }) => (encoding['y'] as { field: string }).field);
  return fields
    .map((field, i) =>
      data.values.map((row, at) => ({ x: xs[at]!, y: row[field], series: field, ...strokes[i]! })),
    )
    .slice()
    .reverse()
    .flat();
}

function epochRules({ colours }: LineDress): VisLayer & { data: object } {
  return {
    data: { name: 'epochs' },
    mark: { type: 'rule', strokeDash: [2, 4], color: colours.line, clip: true },
    encoding: {},
  };
}

/** A line through one point has no length, and a canvas draws nothing for it. */
const DOTS: VisLayer & { data: object } = {
  data: { name: 'dots' },
  mark: { type: 'point', filled: true, size: 40, opacity: 1, clip: true },
  encoding: {
    y: { field: 'y', type: 'quantitative' },
    color: { field: 'colour', type: 'nominal', scale: null },
  },
};

function config({ colours, fontFamily }: LineDress): object {
  return {
    background: 'transparent',
    font: fontFamily,
    view: { stroke: null },
    axis: {
      labelColor: colours.inkSoft,
      titleColor: colours.inkSoft,
      titleFontWeight: 'normal',
      labelFontSize: 11,
      titleFontSize: 11,
      gridColor: colours.line,
      domainColor: colours.line,
      tickColor: colours.line,
    },
  };
}
