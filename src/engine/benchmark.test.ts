import { describe, expect, it } from 'vitest';
import type { EngineName } from '../core/experiment';
import { fail, ok } from '../core/fault';
import { fastestFirst, type WebglKind } from '../core/device';
import { benchmark } from './benchmark';
import { declines, FakeEngine } from './testing/fake-engine';

const NO_STATE = { step: 0, weights: [], slots: [] };

/** A benchmark on a clock that only engines and openings move. stepMs: what a whole step takes on each engine. */
function setUp(stepMs: Partial<Record<EngineName, number>>, kind: WebglKind = 'hardware') {
  let time = 0;
  const calledOff = new AbortController();
  const engines = new Map<EngineName, FakeEngine>();
  const rows: number[] = [];
  for (const [name, ms] of Object.entries(stepMs) as [EngineName, number][]) {
    const engine = new FakeEngine(name);
    engine.onStep = (count) => {
      rows.push(count);
      time += ms;
    };
    engines.set(name, engine);
  }
  const run = (layerSizes = [784, 16, 10], budgetMs = 300, breathe = () => {}) =>
    benchmark({
      engines: [...engines.keys()],
      device: { kind, renderer: '' },
      config: { network: { layerSizes, activation: 'relu' }, optimizer: 'adam', maxBatchSize: 128, seed: 1 },
      state: NO_STATE,
      batch: {
        pixels: new Uint8Array(),
        labels: new Uint8Array(),
        indices: new Uint32Array(),
        count: 128,
        epoch: 0,
      },
      budgetMs,
      open: (name) => Promise.resolve(ok(engines.get(name)!)),
      signal: calledOff.signal,
      breathe: () => {
        breathe();
        return Promise.resolve();
      },
      now: () => time,
    });
  return { run, engines, rows, calledOff, elapsed: () => time };
}

describe('benchmark', () => {
  it('tells each engine steps per second, so that the fastest can be taken', async () => {
    const timings = await setUp({ simd: 2, webgl: 0.5, 'tfjs-wasm': 10 }).run();
    expect(fastestFirst(timings)).toEqual([
      { engine: 'webgl', stepsPerSecond: 2000 },
      { engine: 'simd', stepsPerSecond: 500 },
      { engine: 'tfjs-wasm', stepsPerSecond: 100 },
    ]);
  });

  it('leaves the first step out: it compiles', async () => {
    const { run, engines } = setUp({ simd: 2 });
    const simd = engines.get('simd')!;
    const usual = simd.onStep;
    let first = true;
    simd.onStep = (count) => {
      if (first) for (let i = 0; i < 20; i++) usual(count);
      first = false;
      usual(count);
    };
    expect(await run()).toEqual([{ engine: 'simd', stepsPerSecond: 500 }]);
  });

  it.each([
    ['software', 'only imitates'],
    ['none', 'no WebGL'],
  ] as const)('does not even open WebGL that is %s', async (kind, words) => {
    const { run, engines } = setUp({ simd: 2, webgl: 1 }, kind);
    const [simd, webgl] = await run();
    expect(simd).toEqual({ engine: 'simd', stepsPerSecond: 500 });
    expect(webgl).toEqual({ engine: 'webgl', declined: expect.stringContaining(words) });
    expect(engines.get('webgl')!.state).toBeUndefined();
  });

  it('gives the reason of an engine that will not have the network', async () => {
    const { run, engines } = setUp({ simd: 2, webgl: 1 });
    engines.get('webgl')!.fault = declines('Too wide.');
    expect(await run()).toContainEqual({ engine: 'webgl', declined: 'Too wide.' });
    expect(engines.get('webgl')!.disposed).toBe(true);
  });

  it('goes on without an engine that breaks, and disposes of all', async () => {
    const { run, engines } = setUp({ webgl: 1, simd: 2 });
    engines.get('webgl')!.onStep = () => {
      throw new Error('lost');
    };
    expect(await run()).toEqual([
      { engine: 'webgl', declined: 'It broke off: lost' },
      { engine: 'simd', stepsPerSecond: 500 },
    ]);
    expect([...engines.values()].every(({ disposed }) => disposed)).toBe(true);
  });

  it('keeps to its time, also with an engine much slower than its share', async () => {
    const fast = setUp({ simd: 1, webgl: 1 });
    await fast.run();
    expect(fast.elapsed()).toBeLessThanOrEqual(300);
    // The warm-up and one step are what it takes to know anything.
    const slow = setUp({ webgl: 100, simd: 1 });
    await slow.run();
    expect(slow.elapsed()).toBeLessThanOrEqual(300);
  });

  it('times a very wide net on fewer digits', async () => {
    const { run, rows } = setUp({ simd: 1 });
    const timings = await run([784, 2048, 2048, 2048, 2048, 10]);
    expect(new Set(rows)).toEqual(new Set([11]));
    expect(timings).toEqual([{ engine: 'simd', stepsPerSecond: (1000 * 11) / 128 }]);
  });

  it('ends early when called off, with what is known so far', async () => {
    const { run, engines, calledOff } = setUp({ simd: 2, webgl: 1 });
    const timings = await run(undefined, undefined, () => {
      if (engines.get('simd')!.disposed) calledOff.abort();
    });
    expect(timings).toEqual([
      { engine: 'simd', stepsPerSecond: 500 },
      { engine: 'webgl', declined: 'The benchmark ended before its turn.' },
    ]);
    expect(engines.get('webgl')!.state).toBeUndefined();
  });

  it('gives the reason of an engine that cannot open', async () => {
    const { calledOff } = setUp({});
    const timings = await benchmark({
      engines: ['simd'],
      device: { kind: 'none', renderer: '' },
      config: {
        network: { layerSizes: [784, 1, 10], activation: 'relu' },
        optimizer: 'sgd',
        maxBatchSize: 1,
        seed: 1,
      },
      state: NO_STATE,
      batch: {
        pixels: new Uint8Array(),
        labels: new Uint8Array(),
        indices: new Uint32Array(),
        count: 1,
        epoch: 0,
      },
      budgetMs: 100,
      open: () => Promise.resolve(fail(declines('No SIMD.'))),
      signal: calledOff.signal,
      breathe: () => Promise.resolve(),
    });
    expect(timings).toEqual([{ engine: 'simd', declined: 'No SIMD.' }]);
  });
});
