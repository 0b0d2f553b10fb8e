// @vitest-environment happy-dom
/** tfjs-vis's own specification, dressed, compiled and run by Vega without a canvas: what would be drawn, as marks. */
import { createRequire } from 'node:module';
import type { linechart as LineChart } from '@tensorflow/tfjs-vis/dist/render/linechart';
import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { dressLineSpec, type LineDress } from './dress-spec';
import type { VisSpec } from './vega-embed-stand-in';

const TRAIN = [2, 1, 0.5];
const VALIDATION = [Number.NaN, 0.8, 0.6];
const DRESS: LineDress = {
  colours: { inkSoft: 'rgb(2, 2, 2)', line: 'rgb(3, 3, 3)', ground: 'rgb(250, 250, 250)' },
  fontFamily: 'serif',
  fontPx: 11,
  width: 400,
  height: 200,
  strokes: [
    { colour: 'rgb(0, 0, 255)', width: 1, dash: [] },
    { colour: 'rgb(255, 128, 0)', width: 3, dash: [8, 3] },
  ],
  xs: [100, 200, 350],
  wholeXs: true,
  epochs: [200],
  low: 0.5,
  high: 2,
  logScale: false,
  format: 'number',
  dots: [],
};

/** Vite's alias does not reach CommonJS in tests; Node's module cache does. */
async function specOfTfjsVis(): Promise<VisSpec> {
  const require = createRequire(import.meta.url);
  let caught: VisSpec | undefined;
  const embed = async (_host: unknown, spec: VisSpec) => {
    caught = spec;
  };
  const path = createRequire(require.resolve('@tensorflow/tfjs-vis/package.json')).resolve('vega-embed');
  const Module = require('node:module') as new (id: string) => NodeJS.Module;
  const stub = new Module(path);
  stub.exports = { __esModule: true, default: embed };
  require.cache[path] = stub;
  const { linechart } = require('@tensorflow/tfjs-vis/dist/render/linechart') as {
    linechart: typeof LineChart;
  };
  await linechart(
    document.createElement('div'),
    {
      values: [TRAIN, VALIDATION].map((values) => values.map((y, x) => ({ x, y }))),
      series: ['training', 'validation'],
    },
    { width: 400, height: 200, seriesColors: ['rgb(0, 0, 255)', 'rgb(255, 128, 0)'] },
  );
  delete require.cache[path];
  return caught!;
}
const vis = await specOfTfjsVis();

interface Item {
  readonly x: number;
  readonly stroke?: string;
  readonly fill?: string;
  readonly fontSize?: number;
  readonly text?: string;
  readonly align?: string;
  readonly defined?: boolean;
  readonly strokeWidth?: number;
  readonly strokeDash?: readonly number[];
  readonly items?: readonly Item[];
  readonly marktype?: string;
  readonly role?: string;
}
async function run(dress: LineDress) {
  const { spec, signals, data } = dressLineSpec(vis, dress);
  const runtime = parse(compile(spec as TopLevelSpec).spec, undefined, { ast: true });
  const view = new View(runtime, { expr: expressionInterpreter, renderer: 'none' });
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  for (const [name, rows] of Object.entries(data)) view.data(name, [...rows]);
  await view.runAsync();
  const root = (view.scenegraph() as unknown as { root: Item }).root;
  const plain = (item: Item): Item[] => [item, ...(item.items ?? []).flatMap(plain)];
  const all = plain(root);
  const marks = all.filter(({ role }) => role === 'mark');
  return { view, all, of: (type: string) => marks.filter(({ marktype }) => marktype === type) };
}
type DomainScale = { domain: () => number[]; type: string };

describe('dressLineSpec', () => {
  it('is given a layer to drop: the hover layer of tfjs-vis', () => {
    expect(vis.layer.at(-1)).toHaveProperty('selection');
  });
  it('draws one line per series, the first on top, in its colour, and breaks it where nothing was measured', async () => {
    const lines = (await run(DRESS)).of('line');
    expect(lines.map(({ items }) => items![0]!.stroke)).toEqual(['rgb(255, 128, 0)', 'rgb(0, 0, 255)']);
    const validation = lines[0]!.items!.filter(({ defined }) => defined !== false);
    expect(validation).toHaveLength(2);
  });
  it('gives each series its own stroke', async () => {
    const strokes = (await run(DRESS)).of('line').map(({ items }) => items![0]!);
    expect(strokes.map(({ strokeWidth, strokeDash }) => [strokeWidth, strokeDash])).toEqual([
      [3, [8, 3]],
      [1, []],
    ]);
  });
  it('shows the range of values that it is told, on either scale', async () => {
    for (const logScale of [false, true]) {
      const { view } = await run({ ...DRESS, low: 0.75, high: 0.875, logScale });
      expect((view.scale('y') as DomainScale).domain()).toEqual([0.75, 0.875]);
    }
  });
  it('has no legend of its own', async () => {
    const { all } = await run(DRESS);
    expect(all.filter(({ role }) => role === 'legend')).toEqual([]);
  });
  it('puts rows at their steps', async () => {
    const { view, of } = await run(DRESS);
    const x = view.scale('x') as ((step: number) => number) & DomainScale;
    expect(x.domain()).toEqual([100, 350]);
    expect(of('line')[1]!.items!.map((item) => item.x)).toEqual([100, 200, 350].map((step) => x(step)));
  });
  it('paints nothing grey over the plot', async () => {
    const { of } = await run(DRESS);
    expect([...of('rule'), ...of('path'), ...of('rect')].flatMap(({ items }) => items!)).toEqual([
      expect.objectContaining({ stroke: 'rgb(3, 3, 3)' }),
    ]);
  });
  it('rules off epochs at their steps', async () => {
    const { view, of } = await run({ ...DRESS, epochs: [150, 300] });
    const x = view.scale('x') as (step: number) => number;
    expect(of('rule')[0]!.items!.map((item) => item.x)).toEqual([x(150), x(300)]);
  });
  it('has a linear scale, or a logarithmic one', async () => {
    expect(((await run(DRESS)).view.scale('y') as DomainScale).type).toBe('linear');
    expect(((await run({ ...DRESS, logScale: true })).view.scale('y') as DomainScale).type).toBe('log');
  });
  it('marks a lone measurement with a dot', async () => {
    const dots = [{ x: 200, value: 0.8, colour: 'rgb(255, 128, 0)' }];
    const drawn = (await run({ ...DRESS, dots })).of('symbol').flatMap(({ items }) => items!);
    expect(drawn).toEqual([expect.objectContaining({ fill: 'rgb(255, 128, 0)' })]);
  });
  it('stands on a ground of its own, whatever the page behind it', async () => {
    expect((await run(DRESS)).view.background()).toBe('rgb(250, 250, 250)');
  });
  it('has type as high as it is told, and no more labels than there is room for', async () => {
    const labels = async (dress: LineDress) =>
      (await run(dress)).all.filter(({ fontSize, text }) => fontSize !== undefined && /\d/.test(text ?? ''));
    const small = await labels(DRESS);
    const large = await labels({ ...DRESS, fontPx: 33 });
    expect(new Set(small.map(({ fontSize }) => fontSize))).toEqual(new Set([11]));
    expect(new Set(large.map(({ fontSize }) => fontSize))).toEqual(new Set([33]));
    expect(large.length).toBeLessThan(small.length);
  });
  it('keeps labels at the ends of the steps within the plot', async () => {
    const { all } = await run({ ...DRESS, xs: [28, 6000, 12_040] });
    const alignOf = (label: string) => all.find(({ text }) => text === label)?.align;
    expect(alignOf('12,000')).toBe('right');
    expect(alignOf('6,000')).toBe('center');
  });
  it('changes only data as a run grows, or lines look different', () => {
    const first = dressLineSpec(vis, DRESS);
    const strokes = DRESS.strokes.map((stroke) => ({ ...stroke, colour: 'rgb(9, 9, 9)' }));
    const next = dressLineSpec(vis, {
      ...DRESS,
      strokes,
      xs: [100, 200, 400],
      low: 0.25,
      epochs: [200, 400],
    });
    expect(JSON.stringify(next.spec)).toBe(JSON.stringify(first.spec));
    expect(next.data).not.toEqual(first.data);
  });
});
