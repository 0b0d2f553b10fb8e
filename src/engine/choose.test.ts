import { describe, expect, it } from 'vitest';
import type { EngineName } from '../core/engines';
import { fail, ok } from '../core/fault';
import type { EngineTiming, GraphicsKind } from '../core/device';
import { chooseEngine, type EngineRequest, isBetter, type KnownSpeeds, planAuto } from './choose';
import { declines, FakeEngine } from './testing/fake-engine';

const NOTHING: KnownSpeeds = { timings: [], trained: {} };

function setUp(changes: Partial<EngineRequest> = {}, kind: GraphicsKind = 'hardware') {
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
      known: NOTHING,
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
    expect(chosen.value.isStandIn).toBe(chosen.value.note.includes('instead'));
    return [chosen.value.engine.name, chosen.value.note, chosen.value.rival];
  };
  return { outcome, opened, closed, tooWide };
}

const timed = (webgl: number, simd: number): EngineTiming[] => [
  { engine: 'webgl', stepsPerSecond: webgl },
  { engine: 'simd', stepsPerSecond: simd },
];
const hardware = { kind: 'hardware', renderer: 'A card' } as const;
const plan = (known: Partial<KnownSpeeds>) => {
  const { order, rival } = planAuto({ ...NOTHING, ...known }, hardware);
  return [order[0], rival];
};

describe('planAuto', () => {
  it('takes what was timed as much the faster, without a doubt', () => {
    expect(plan({ timings: timed(90, 400) })).toEqual(['simd', undefined]);
    expect(plan({ timings: timed(900, 400) })).toEqual(['webgl', undefined]);
  });

  it('has a run try the other where timings lie within a factor of two, a card’s fifth counted in', () => {
    expect(plan({ timings: timed(300, 400) })).toEqual(['simd', 'webgl']);
    expect(plan({ timings: timed(350, 400) })).toEqual(['webgl', 'simd']);
    expect(plan({ timings: timed(600, 400) })).toEqual(['webgl', 'simd']);
  });

  it('has a run try the other where there was no time to time it, or nothing is known', () => {
    const cutShort = { engine: 'webgl', cutShort: true } as const;
    expect(plan({ timings: [cutShort, { engine: 'simd', stepsPerSecond: 9 }] })).toEqual(['simd', 'webgl']);
    expect(plan({})).toEqual(['webgl', 'simd']);
  });

  it('goes by what trained, whatever was timed', () => {
    expect(plan({ timings: timed(459, 511), trained: { webgl: 1914, simd: 280 } })).toEqual([
      'webgl',
      undefined,
    ]);
    expect(plan({ timings: timed(5000, 1), trained: { webgl: 100, simd: 200 } })).toEqual([
      'simd',
      undefined,
    ]);
  });

  it('holds what one has trained against what the other was timed', () => {
    expect(plan({ timings: timed(500, 511), trained: { simd: 100 } })).toEqual(['webgl', undefined]);
    expect(plan({ timings: timed(100, 511), trained: { simd: 110 } })).toEqual(['webgl', 'simd']);
  });

  it('gives a card that is within 20% the run', () => {
    expect(plan({ trained: { webgl: 84, simd: 100 } })).toEqual(['webgl', undefined]);
    expect(plan({ trained: { webgl: 83, simd: 100 } })).toEqual(['simd', undefined]);
    expect(isBetter('webgl', 'simd', { webgl: 84, simd: 100 })).toBe(true);
    expect(isBetter('simd', 'webgl', { webgl: 84, simd: 100 })).toBe(false);
  });

  it('tries nothing that has declined, and nothing on an imitated card', () => {
    const declined = { engine: 'webgl', declined: 'Too wide.' } as const;
    expect(plan({ timings: [declined, { engine: 'simd', stepsPerSecond: 9 }] })).toEqual(['simd', undefined]);
    const software = planAuto(NOTHING, { kind: 'software', renderer: '' });
    expect([software.order[0], software.rival]).toEqual(['simd', undefined]);
  });
});

describe('chooseEngine', () => {
  it('takes the fastest that is known, and names the rival', async () => {
    const known = { ...NOTHING, timings: timed(90, 400) };
    expect(await setUp({ known }).outcome()).toEqual(['simd', '', undefined]);
    expect(await setUp({ known: { ...known, timings: timed(300, 400) } }).outcome()).toEqual([
      'simd',
      '',
      'webgl',
    ]);
  });

  it('names no rival for an engine that only stands in', async () => {
    const { outcome, closed } = setUp();
    closed.add('webgl');
    expect(await outcome()).toEqual(['simd', 'No webgl. Training runs on simd instead.', undefined]);
  });

  it('goes by what is likely while nothing is measured', async () => {
    expect(await setUp({}, 'hardware').outcome()).toEqual(['webgl', '', 'simd']);
    expect(await setUp({}, 'software').outcome()).toEqual([
      'simd',
      expect.stringContaining('imitates'),
      undefined,
    ]);
    expect(await setUp({}, 'none').outcome()).toEqual([
      'simd',
      expect.stringContaining('no WebGL'),
      undefined,
    ]);
  });

  it('falls back to tfjs when our engines cannot open', async () => {
    const { outcome, closed } = setUp({}, 'none');
    closed.add('simd');
    expect(await outcome()).toEqual(['tfjs-wasm', 'No simd. Training runs on tfjs-wasm instead.', undefined]);
  });

  it('has tfjs stand in for a named engine that declines the network, and says so', async () => {
    const { outcome, tooWide, opened } = setUp({ choice: 'webgl' });
    tooWide.add('webgl');
    expect(await outcome()).toEqual([
      'tfjs-webgl',
      'Too wide. Training runs on tfjs-webgl instead.',
      undefined,
    ]);
    expect(opened.map(({ disposed }) => disposed)).toEqual([true, false]);
  });

  it('has the fastest here stand in for a named engine that cannot open, and says so', async () => {
    const { outcome, closed } = setUp({ choice: 'webgl' }, 'none');
    closed.add('webgl');
    expect(await outcome()).toEqual(['simd', 'No webgl. Training runs on simd instead.', undefined]);
  });

  it('comes to plain JavaScript last, after an imitated card, and says that it is slow', async () => {
    const { outcome, closed } = setUp({ choice: 'simd' }, 'software');
    for (const name of ['simd', 'tfjs-wasm'] as const) closed.add(name);
    expect(await outcome()).toEqual(['webgl', 'No simd. Training runs on webgl instead.', undefined]);
    for (const name of ['webgl', 'tfjs-webgl'] as const) closed.add(name);
    expect(await outcome()).toEqual(['tfjs-cpu', expect.stringMatching(/instead\. That is slow/), undefined]);
  });

  it('never prefers a stand-in to an engine of ours, however it has trained', async () => {
    const known = { ...NOTHING, trained: { 'tfjs-cpu': 3 } };
    expect(await setUp({ known }, 'none').outcome()).toEqual(['simd', expect.any(String), undefined]);
  });

  it('fails when nothing may stand in', async () => {
    const unopened = setUp({ choice: 'simd', allowStandIn: false });
    unopened.closed.add('simd');
    expect(await unopened.outcome()).toBe('No simd.');
    const alone = setUp({ choice: 'simd', allowStandIn: false });
    alone.tooWide.add('simd');
    expect(await alone.outcome()).toBe('Too wide.');
  });
});
