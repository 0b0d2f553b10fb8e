/**
 * tfjs-vis's line chart, dressed for this page: our colours and dashes, real places instead of row numbers, a range of values
 * and a logarithmic scale, epoch rules, and no legend, which the page has outside the plot. A pure function from specification to specification, with the data set apart so that an
 * unchanged specification can be recognised and only its data replaced.
 */
import type { VisChannel, VisLayer, VisRow, VisSpec } from './vega-embed-stand-in';

interface ChartColours {
  readonly inkSoft: string;
  readonly line: string;
  /** Behind it all. Painted, not left to the page: browsers that darken pages leave canvases alone. */
  readonly ground: string;
}

export interface LineDress {
  readonly colours: ChartColours;
  readonly fontFamily: string;
  /** Height of labels, in px. */
  readonly fontPx: number;
  /** Size of the whole, in px. */
  readonly width: number;
  readonly height: number;
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
  /** Measurements that are to be seen one by one, or have no neighbour to draw a line to. */
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
      layer: [epochRules(dress), lineLayer(vis.layer.find(isLineLayer)!, dress), dotLayer(dress)],
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
const xAxis = ({ wholeXs, width, fontPx }: LineDress): object => ({
  tickCount: ticksWithin(width, X_LABEL_EM * fontPx),
  grid: false,
  // The axis grows after its size was found: a label that came to lie at its end would be cut off in the middle.
  labelFlush: Math.round(X_LABEL_HALF_EM * fontPx),
  ...(wholeXs ? { tickMinStep: 1, format: ',d' } : { format: ',.3~f' }),
});

// The extents are known: Vega need not look for them in every series.
const X_SCALE = { domain: [{ expr: 'first' }, { expr: 'last' }], nice: false, zero: false };
const Y_SCALE = { domain: [{ expr: 'low' }, { expr: 'high' }], nice: false };

/** What a label takes of its axis, with its distance to the next, as a multiple of the type's height. */
const X_LABEL_EM = 8;
/** Half of "100,000". */
const X_LABEL_HALF_EM = 2;
const Y_LABEL_EM = 2.6;
/** "99.75%" and its distance from the axis. A fixed extent: the plot neither jitters as labels grow nor differs in width between two charts. */
const Y_EXTENT_EM = 4.55;

/** At most five, and no more than there is room for. */
const ticksWithin = (length: number, each: number): number =>
  Math.max(2, Math.min(5, Math.floor(length / each)));

const yAxis = ({ height, fontPx, format }: LineDress): object => {
  const extent = Math.round(Y_EXTENT_EM * fontPx);
  return {
    tickCount: ticksWithin(height - 3 * fontPx, Y_LABEL_EM * fontPx),
    minExtent: extent,
    maxExtent: extent,
    format: format === 'percent' ? '.4~p' : '.3~r',
  };
};

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
        axis: yAxis(dress),
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
const dotLayer = ({ fontPx }: LineDress): VisLayer & { data: object } => ({
  data: { name: 'dots' },
  // Vega counts a point's area: 7 px across with the usual type.
  mark: {
    type: 'point',
    filled: true,
    size: Math.round(40 * Math.max(1, fontPx / 11)),
    opacity: 1,
    clip: true,
  },
  encoding: {
    y: { field: 'y', type: 'quantitative' },
    color: { field: 'colour', type: 'nominal', scale: null },
  },
});

function config({ colours, fontFamily, fontPx }: LineDress): object {
  return {
    background: colours.ground,
    font: fontFamily,
    view: { stroke: null },
    axis: {
      labelColor: colours.inkSoft,
      titleColor: colours.inkSoft,
      titleFontWeight: 'normal',
      labelFontSize: fontPx,
      titleFontSize: fontPx,
      gridColor: colours.line,
      domainColor: colours.line,
      tickColor: colours.line,
    },
  };
}
