/**
 * The one file that imports tfjs-vis. It is loaded lazily (load-adapter.ts): with Vega it is the heaviest part of the page.
 * Another kind of tfjs-vis chart is one more draw method here: set #dress to what its specification needs, call tfjs-vis.
 */
import { linechart } from '@tensorflow/tfjs-vis/dist/render/linechart';
import { dressLineSpec, type Dot, type DressedSpec, type LineDress } from './dress-spec';
import type { Frame } from './resample';
import { receiveSpecs, type VisSpec } from './vega-embed-stand-in';
import { type PlotArea, type Renderer, VegaPlot } from './vega-plot';

/** Its strokes and marks are in the order of the frame's columns. */
export interface LineLook extends Omit<LineDress, 'xs' | 'dots'> {
  /** Which lines show their measurements as dots. */
  readonly marked: readonly boolean[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/** A chart in `host`, which it owns until dispose(). Draw calls must not overlap. */
export class VisChart {
  readonly #host: HTMLElement;
  readonly #plot: VegaPlot;
  #dress: (spec: VisSpec) => DressedSpec = () => {
    throw new Error('A chart was drawn before it was told how');
  };

  constructor(host: HTMLElement, renderer: Renderer = 'canvas') {
    this.#host = host;
    this.#plot = new VegaPlot(host, renderer);
    receiveSpecs(host, (spec) => this.#plot.show(this.#dress(spec)));
  }

  async drawLines(frame: Frame, look: LineLook): Promise<PlotArea | undefined> {
    this.#dress = (spec) => dressLineSpec(spec, { ...look, xs: frame.xs, dots: dotsOf(frame, look) });
    await linechart(
      this.#host,
      {
        values: frame.columns.map(({ values }) =>
          Array.from(values, (y, x) => ({ x, y: drawable(y, look) })),
        ),
        series: look.strokes.map((_, i) => fieldName(i)),
      },
      {
        width: look.width,
        height: look.height,
        xLabel: look.xLabel,
        yLabel: look.yLabel,
      },
    );
    return this.#plot.area();
  }

  /** What is drawn, as an SVG document. Undefined before the first drawing. */
  toSvg(): Promise<string> | undefined {
    return this.#plot.toSvg();
  }

  dispose(): void {
    this.#plot.dispose();
  }
}

/** A logarithmic axis has no place for zero; the line breaks there instead of leaving the plot. */
function drawable(y: number, { logScale }: LineLook): number {
  return logScale && y <= 0 ? Number.NaN : y;
}

/** So many dots a line, counted from its end: more would hide it. */
const MOST_DOTS = 24;

/** The measurements of marked lines, and those that stand alone. */
function dotsOf({ xs, columns }: Frame, look: LineLook): Dot[] {
  return columns.flatMap(({ values, measured }, i) => {
    const rows = Array.from(measured.keys()).filter((row) => measured[row] === 1);
    if (!look.marked[i] && rows.length !== 1) return [];
    const every = Math.ceil(rows.length / MOST_DOTS);
    return rows
      .filter((_, place) => (rows.length - 1 - place) % every === 0)
      .map((row) => ({ x: xs[row]!, value: drawable(values[row]!, look), colour: look.strokes[i]!.colour }))
      .filter(({ value }) => !Number.isNaN(value));
  });
}

/** tfjs-vis uses series names as Vega field names, where some characters have a meaning: no names of runs. */
const fieldName = (index: number): string => `series${index}`;
