import { describe, expect, it } from 'vitest';
import type { EngineName } from '../core/experiment';
import { fail, ok } from '../core/fault';
import type { EngineTiming, WebglKind } from '../core/device';
import { chooseEngine, type EngineRequest } from './choose';
import { declines, FakeEngine } from './testing/fake-engine';

function setUp(changes: Partial<EngineRequest> = {}, kind: WebglKind = 'hardware') {
  const opened: FakeEngine[] = [];
  const closed = new Set<EngineName>();
  const tooWide = new Set<EngineName>();
  const choose = () =>
    chooseEngine({
      choice: 'auto',
      config: {
        network: { layerSizes: [784, 16, 10], activation: 'relu' },
        optimizer: 'adam',
        maxBatchSize: 8,
        seed: 1,
      },
      state: { step: 7, weights: [], slots: [] },
      device: () => ({ kind, renderer: '' }),
      timings: [],
      allowStandIn: true,
      open: (name) => {
        if (closed.has(name)) return Promise.resolve(fail(declines(`No ${name}.`)));
        const engine = new FakeEngine(name);
        if (tooWide.has(name)) engine.fault = declines('Too wide.');
        opened.push(engine);
        return Promise.resolve(ok(engine));
      },
      ...changes,
    });
  const outcome = async () => {
    const chosen = await choose();
    if (!chosen.ok) return chosen.fault.message;
    expect(chosen.value.engine.stepCount).toBe(7);
    return [chosen.value.engine.name, chosen.value.note];
  };
  return { outcome, opened, closed, tooWide };
}

const timings: EngineTiming[] = [
  { engine: 'webgl', stepsPerSecond: 90 },
  { engine: 'simd', stepsPerSecond: 400 },
];

describe('chooseEngine', () => {
  it('takes the fastest that was measured', async () => {
    expect(await setUp({ timings }).outcome()).toEqual(['simd', '']);
    const reversed = [timings[1]!, { engine: 'webgl', stepsPerSecond: 900 } as const];
    expect(await setUp({ timings: reversed }).outcome()).toEqual(['webgl', '']);
  });

  it('goes by what is likely while nothing is measured', async () => {
    expect(await setUp({}, 'hardware').outcome()).toEqual(['webgl', '']);
    expect(await setUp({}, 'software').outcome()).toEqual(['simd', expect.stringContaining('imitates')]);
    expect(await setUp({}, 'none').outcome()).toEqual(['simd', expect.stringContaining('no WebGL')]);
  });

  it('falls back to tfjs when our engines cannot open', async () => {
    const { outcome, closed } = setUp({}, 'none');
    closed.add('simd');
    expect(await outcome()).toEqual(['tfjs-wasm', 'No simd. Training runs on tfjs-wasm instead.']);
  });

  it('has tfjs stand in for a named engine that declines the network, and says so', async () => {
    const { outcome, tooWide, opened } = setUp({ choice: 'webgl' });
    tooWide.add('webgl');
    expect(await outcome()).toEqual(['tfjs-webgl', 'Too wide. Training runs on tfjs-webgl instead.']);
    expect(opened.map(({ disposed }) => disposed)).toEqual([true, false]);
  });

  it('fails when a named engine cannot open, or declines and nothing may stand in', async () => {
    const unopened = setUp({ choice: 'simd' });
    unopened.closed.add('simd');
    expect(await unopened.outcome()).toBe('No simd.');
    const alone = setUp({ choice: 'simd', allowStandIn: false });
    alone.tooWide.add('simd');
    expect(await alone.outcome()).toBe('Too wide.');
  });
});
