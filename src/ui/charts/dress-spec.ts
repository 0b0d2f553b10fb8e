/**
 * tfjs-vis's line chart, dressed for this page: our colours, real steps instead of row numbers, a logarithmic scale, epoch
 * rules, legend above the plot. A pure function from specification to specification, with the data set apart so that an
 * unchanged specification can be recognised and only its data replaced.
 */
import type { VisChannel, VisLayer, VisRow, VisSpec } from './vega-embed-stand-in';

interface ChartColours {
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
}

export interface LineDress {
  readonly colours: ChartColours;
  readonly fontFamily: string;
  /** One per row: tfjs-vis drops the x values it is given and numbers the rows. */
  readonly steps: ArrayLike<number>;
  /** Where epochs end, in steps. */
  readonly epochSteps: readonly number[];
  readonly logScale: boolean;
  readonly format: 'number' | 'percent';
  /** Measurements with no neighbour to draw a line to. */
  readonly dots: readonly Dot[];
}

export interface Dot {
  readonly step: number;
  readonly value: number;
  readonly colour: string;
}

/** A Vega-Lite specification without data, and the data sets that it names. */
export interface DressedSpec {
  readonly spec: object;
  readonly data: Readonly<Record<string, readonly VisRow[]>>;
}

export function dressLineSpec(vis: VisSpec, dress: LineDress): DressedSpec {
  const { tooltip: _, ...shared } = vis.encoding;
  return {
    spec: {
      ...vis,
      data: { name: 'rows' },
      // Room for the axis title's descenders, which 'fit' does not count.
      padding: { left: 0, top: 0, right: 6, bottom: 4 },
      // 'fit' measures axes and legend once per build; tfjs-vis's `resize: true` would lay out twice at every update.
      autosize: { type: 'fit', contains: 'padding' },
      encoding: { ...shared, x: { ...shared['x'], axis: X_AXIS, scale: { nice: false, zero: false } } },
      layer: [
        epochRules(dress),
        ...vis.layer.filter(isLineLayer).map((layer) => dressLayer(layer, dress)),
        DOTS,
      ],
      config: { ...vis.config, ...config(dress) },
    },
    data: {
      rows: vis.data.values.map((row, i) => ({ ...row, x: dress.steps[i]! })),
      epochs: dress.epochSteps.map((x) => ({ x })),
      dots: dress.dots.map(({ step, value, colour }) => ({ x: step, y: value, colour })),
    },
  };
}

const X_AXIS = { tickCount: 5, tickMinStep: 1, format: ',d', grid: false };

/** A fixed extent: the plot neither jitters as labels grow nor differs in width between two charts. */
const Y_AXIS = { tickCount: 5, minExtent: 50, maxExtent: 50 };

/** tfjs-vis's last layer follows the mouse through a selection; the page has its own read-out, for keyboards too. */
function isLineLayer(layer: VisLayer): boolean {
  return layer.selection === undefined;
}

function dressLayer(layer: VisLayer, dress: LineDress): VisLayer {
  const y: VisChannel = layer.encoding['y'] ?? {};
  return {
    ...layer,
    mark: { ...Object(layer.mark), strokeWidth: 2, strokeJoin: 'round' },
    encoding: {
      ...layer.encoding,
      y: {
        ...y,
        axis: { ...Y_AXIS, format: dress.format === 'percent' ? '.4~p' : '.3~r' },
        scale: dress.logScale ? { type: 'log', nice: false } : { zero: false },
      },
    },
  };
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
  mark: { type: 'point', filled: true, size: 40, opacity: 1 },
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
    legend: {
      orient: 'top',
      symbolType: 'stroke',
      symbolStrokeWidth: 3,
      labelColor: colours.ink,
      labelFontSize: 12,
      offset: 8,
    },
  };
}
