/**
 * One Vega view on one element. Compiling a specification takes tens of milliseconds and replacing its data a few, so a
 * view lives as long as the specification stays the same. Expressions are interpreted, not compiled: the page's content
 * security policy forbids eval.
 */
import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { nextTask } from './draw-schedule';
import type { DressedSpec } from './dress-spec';

/** Where the axes lie in the host element, in CSS pixels, and how values map to them. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** From the plot's left edge. */
  readonly xOf: (place: number) => number;
  /** From the plot's top edge. */
  readonly yOf: (value: number) => number;
  /** The inverse of xOf. */
  readonly placeAt: (x: number) => number;
}

/** 'svg' for browsers without a canvas to draw on: many elements, so slower. */
export type Renderer = 'canvas' | 'svg';

/**
 * Marks of rows that are gone, of one line. Vega itself lets 10,000 of them gather before it drops any, each with its bounds and
 * its description, which came to 24 MB in the two charts.
 */
const MOST_STALE_MARKS = 500;

type Scale = ((value: number) => number) & { invert: (pixel: number) => number };

export class VegaPlot {
  readonly #host: HTMLElement;
  readonly #renderer: Renderer;
  #view: View | undefined;
  #signature = '';
  #disposed = false;

  constructor(host: HTMLElement, renderer: Renderer) {
    this.#host = host;
    this.#renderer = renderer;
  }

  /** Draws, and resolves when the pixels are there. Throws what Vega-Lite throws for a bad specification. */
  async show({ spec, signals, data }: DressedSpec): Promise<void> {
    // A canvas is made for one pixel density; zooming the page changes it, and useDensity tells.
    const signature = `${devicePixelRatio} ${JSON.stringify(spec)}`;
    if (signature !== this.#signature) {
      const runtime = await compileSpec(spec);
      if (this.#disposed) return;
      this.#clear();
      const view = new View(runtime, {
        container: this.#host,
        expr: expressionInterpreter,
        renderer: this.#renderer,
        hover: false,
      });
      this.#view = Object.assign(view, { cleanThreshold: MOST_STALE_MARKS });
      this.#signature = signature;
    }
    const view = this.#view;
    if (!view) return;
    for (const [name, value] of Object.entries(signals)) view.signal(name, value);
    for (const [name, rows] of Object.entries(data)) view.data(name, [...rows]);
    await view.runAsync();
  }

  /** Undefined before the first show(). */
  area(): PlotArea | undefined {
    const view = this.#view;
    if (!view) return undefined;
    // The origin is counted from the padding.
    const [left, top] = view.origin();
    const padding = view.padding() as Readonly<Record<'left' | 'top', number>>;
    const x = view.scale('x') as Scale;
    const y = view.scale('y') as Scale;
    return {
      left: left + padding.left,
      top: top + padding.top,
      width: view.signal('width') as number,
      height: view.signal('height') as number,
      xOf: (place) => x(place),
      yOf: (value) => y(value),
      placeAt: (pixel) => x.invert(pixel),
    };
  }

  /** Undefined before the first show(). */
  toSvg(): Promise<string> | undefined {
    return this.#view?.toSVG();
  }

  dispose(): void {
    this.#disposed = true;
    this.#clear();
  }

  #clear(): void {
    this.#view?.finalize();
    this.#view = undefined;
    this.#signature = '';
    this.#host.replaceChildren();
  }
}

/** In tasks of their own: together they are the longest piece of work that a chart ever does. */
async function compileSpec(spec: object) {
  const { spec: vegaSpec } = compile(spec as TopLevelSpec);
  await nextTask();
  const runtime = parse(vegaSpec, undefined, { ast: true });
  await nextTask();
  return runtime;
}
