import { describe, expect, it } from 'vitest';
import type { GraphicsKind } from '../core/device';
import type { GraphicsApi } from '../core/engines';
import type { Experiment } from '../core/experiment';
import { fail, ok } from '../core/fault';
import { PRESETS } from '../core/presets';
import { declines, FakeEngine } from '../engine/testing/fake-engine';
import { RateBook, rateSchema } from '../library/rates';
import { createRepository } from '../library/storage';
import { memoryBackend } from '../library/testing/memory-backend';
import type { TrainerEvent } from '../protocol/events';
import { EngineRoom } from './engine-room';

const experiment: Experiment = { ...PRESETS.quick.experiment, hidden: [4], batchSize: 8 };
const state = { step: 3, weights: [], slots: [] };
const nextBatch = () => ({
  pixels: new Uint8Array(),
  labels: new Uint8Array(),
  indices: new Uint32Array(),
  count: 8,
  epoch: 0,
});

/** A machine with a graphics card. busyMs: how long a step keeps the thread. */
function setUp(busyMs: (name: string) => number = () => 1, backend = memoryBackend(), renderer = 'A card') {
  const opened: FakeEngine[] = [];
  let tellOpened = () => {};
  const firstOpened = new Promise<void>((resolve) => (tellOpened = resolve));
  const events: TrainerEvent[] = [];
  const closed = new Set<string>();
  let lost = 0;
  let loseContext = (_graphics: GraphicsApi): void => {};
  /** What WebGPU runs on. */
  const webgpu: { kind: GraphicsKind } = { kind: 'none' };
  const room = new EngineRoom({
    emit: (event) => events.push(event),
    onContextLost: () => lost++,
    rates: (device) => new RateBook(createRepository(rateSchema, backend), device),
    detect: () => ({ kind: 'hardware', renderer }),
    detectWebgpu: () => Promise.resolve({ ...webgpu, renderer: 'acme nine' }),
    open: (name, onContextLost) => {
      loseContext = onContextLost;
      if (closed.has(name)) return Promise.resolve(fail(declines(`No ${name}.`)));
      const engine = new FakeEngine(name);
      engine.onStep = () => {
        const end = performance.now() + busyMs(name);
        while (performance.now() < end);
      };
      opened.push(engine);
      tellOpened();
      return Promise.resolve(ok(engine));
    },
  });
  const choose = async (engine: Experiment['engine'], allowStandIn = true) => {
    const chosen = await room.choose({ ...experiment, engine }, state, { allowStandIn });
    return chosen.ok ? chosen.value.engine.name : chosen.fault.message;
  };
  return {
    room,
    opened,
    firstOpened,
    events,
    closed,
    choose,
    webgpu,
    lose: (graphics: GraphicsApi) => loseContext(graphics),
    lost: () => lost,
    report: () => {
      const told = events.findLast((event) => event.type === 'speeds');
      return told?.report;
    },
  };
}

describe('EngineRoom', () => {
  it('times once for experiments of a kind, and auto goes by it', async () => {
    const { room, opened, choose, report } = setUp((name) => (name === 'simd' ? 0.2 : 2));
    await room.benchmark(experiment, nextBatch, false);
    expect(report()?.timings.map(({ engine }) => engine)).toEqual(['webgpu', 'webgl', 'simd']);
    expect(report()?.complete).toBe(true);
    await room.benchmark({ ...experiment, learningRate: 1 }, nextBatch, false);
    expect(opened).toHaveLength(2);
    // Without the benchmark it would have been webgl.
    expect(await choose('auto')).toBe('simd');
    expect(await setUp().choose('auto')).toBe('webgl');

    for (const change of [
      { hidden: [5] },
      { batchSize: 9 },
      { optimizer: 'sgd' },
      { dropout: 0.1 },
    ] as const) {
      const before = opened.length;
      await room.benchmark({ ...experiment, ...change }, nextBatch, false);
      expect(opened.length, JSON.stringify(change)).toBe(before + 2);
    }
    expect(opened.filter(({ disposed }) => !disposed).map(({ name }) => name)).toEqual(['simd']);
  });

  it('goes by what runs came to, in a later visit too', async () => {
    const kept = memoryBackend();
    const first = setUp(undefined, kept);
    first.room.enterRate(experiment, 'webgl', 100);
    first.room.enterRate(experiment, 'simd', 300);
    expect(first.report()?.trained).toEqual({ webgl: 100, simd: 300 });

    const later = setUp(undefined, kept);
    expect(await later.choose('auto')).toBe('simd');
    // Of another experiment nothing is known.
    later.room.enterRate({ ...experiment, hidden: [5] }, 'webgl', 1);
    expect(later.report()?.trained).toEqual({ webgl: 1 });
    // Nor on another card.
    const otherCard = setUp(undefined, kept, 'Another card');
    expect(await otherCard.choose('auto')).toBe('webgl');
  });

  it('ends a benchmark early when a run begins, and uses what is known', async () => {
    const { room, choose, opened, firstOpened, report } = setUp(() => 5);
    const benchmarking = room.benchmark(experiment, nextBatch, true);
    // The first engine is opened; then Train is pressed.
    await firstOpened;
    expect(await choose('simd')).toBe('simd');
    expect(opened.map(({ name }) => name)).toEqual(['webgl', 'simd']);
    await benchmarking;
    expect(report()?.complete).toBe(false);
    expect(report()?.timings).toContainEqual({ engine: 'tfjs-wasm', cutShort: true });
    // Half a benchmark is not remembered as a whole one.
    await room.benchmark(experiment, nextBatch, false);
    expect(report()?.complete).toBe(true);
  });

  it('takes WebGPU where it reaches a card, names it, and goes by what it was timed at', async () => {
    const { room, choose, report, webgpu } = setUp((name) => ({ webgpu: 4, simd: 2 })[name] ?? 0.2);
    webgpu.kind = 'hardware';
    expect(await choose('auto')).toBe('webgpu');
    await room.benchmark(experiment, nextBatch, false);
    expect(report()?.device.webgpu).toEqual({ kind: 'hardware', renderer: 'acme nine' });
    expect(await choose('auto')).toBe('webgl');
    const imitated = setUp();
    imitated.webgpu.kind = 'software';
    expect(await imitated.choose('auto')).toBe('webgl');
  });

  it('lets the old engine go once the new one holds the network', async () => {
    const { opened, events, choose, room } = setUp();
    await choose('tfjs-wasm');
    expect(await choose('simd', false)).toBe('simd');
    expect(opened.map(({ name, disposed }) => [name, disposed])).toEqual([
      ['tfjs-wasm', true],
      ['simd', false],
    ]);
    expect(room.engine?.stepCount).toBe(3);
    expect(events.at(-1)).toEqual({ type: 'engine', name: 'simd', note: '', isStandIn: false });
  });

  it('keeps the old engine when the new one cannot open', async () => {
    const { opened, events, choose, closed, room } = setUp();
    closed.add('simd');
    await choose('tfjs-wasm');
    expect(await choose('simd', false)).toBe('No simd.');
    expect(room.engine).toBe(opened[0]);
    expect(opened[0]!.disposed).toBe(false);
    expect(events).toHaveLength(1);
  });

  it('reports a lost context only to who trains in it', async () => {
    const { choose, lose, lost } = setUp();
    await choose('webgl');
    await choose('simd');
    lose('webgl');
    expect(lost()).toBe(0);
    await choose('webgl');
    lose('webgpu');
    expect(lost()).toBe(0);
    lose('webgl');
    expect(lost()).toBe(1);
  });
});
