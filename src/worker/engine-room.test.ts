import { describe, expect, it } from 'vitest';
import type { Experiment } from '../core/experiment';
import { fail, ok } from '../core/fault';
import { PRESETS } from '../core/presets';
import { declines, FakeEngine } from '../engine/testing/fake-engine';
import type { TrainerEvent } from '../protocol/events';
import { EngineRoom } from './engine-room';

const experiment: Experiment = { ...PRESETS.quick.experiment, hidden: [4], batchSize: 8 };
const state = { step: 3, weights: [], slots: [] };
const batch = {
  pixels: new Uint8Array(),
  labels: new Uint8Array(),
  indices: new Uint32Array(),
  count: 8,
  epoch: 0,
};

/** A machine with a graphics card. busyMs: how long a step keeps the thread. */
function setUp(busyMs: (name: string) => number = () => 1) {
  const opened: FakeEngine[] = [];
  const events: TrainerEvent[] = [];
  const closed = new Set<string>();
  let lost = 0;
  let loseContext = () => {};
  const room = new EngineRoom({
    emit: (event) => events.push(event),
    onContextLost: () => lost++,
    detect: () => ({ kind: 'hardware', renderer: 'A card' }),
    open: (name, onContextLost) => {
      loseContext = onContextLost;
      if (closed.has(name)) return Promise.resolve(fail(declines(`No ${name}.`)));
      const engine = new FakeEngine(name);
      engine.onStep = () => {
        const end = performance.now() + busyMs(name);
        while (performance.now() < end);
      };
      opened.push(engine);
      return Promise.resolve(ok(engine));
    },
  });
  const choose = async (engine: Experiment['engine'], allowStandIn = true) => {
    const chosen = await room.choose({ ...experiment, engine }, state, { allowStandIn });
    return chosen.ok ? chosen.value.name : chosen.fault.message;
  };
  return {
    room,
    opened,
    events,
    closed,
    choose,
    lose: () => loseContext(),
    lost: () => lost,
  };
}

describe('EngineRoom', () => {
  it('times once per net size, and auto goes by it', async () => {
    const { room, opened, choose } = setUp((name) => (name === 'simd' ? 1 : 4));
    const report = await room.benchmark(experiment, batch, false);
    expect(report.timings.map(({ engine }) => engine)).toEqual(['simd', 'webgl']);
    expect(report.complete).toBe(true);
    expect(await room.benchmark({ ...experiment, learningRate: 1 }, batch, false)).toBe(report);
    expect(opened).toHaveLength(2);
    // Without the benchmark it would have been webgl.
    expect(await choose('auto')).toBe('simd');
    expect(await setUp().choose('auto')).toBe('webgl');

    expect(await room.benchmark({ ...experiment, hidden: [5] }, batch, false)).not.toBe(report);
    expect(await room.benchmark({ ...experiment, batchSize: 9 }, batch, false)).not.toBe(report);
  });

  it('stays under half a second and leaves nothing open', async () => {
    const { room, opened } = setUp();
    const startedAt = performance.now();
    await room.benchmark(experiment, batch, false);
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(opened.every(({ disposed }) => disposed)).toBe(true);
  });

  it('ends a benchmark early when a run begins, and uses what is known', async () => {
    const { room, choose, opened } = setUp(() => 5);
    const benchmarking = room.benchmark(experiment, batch, true);
    // The first racer is opened; then Train is pressed.
    while (opened.length === 0) await Promise.resolve();
    expect(await choose('simd')).toBe('simd');
    expect(opened.map(({ name }) => name)).toEqual(['webgl', 'simd']);
    const report = await benchmarking;
    expect(report.complete).toBe(false);
    expect(report.timings).toContainEqual({
      engine: 'tfjs-wasm',
      declined: 'The benchmark ended before its turn.',
    });
    // Half a benchmark is not remembered as a whole one.
    expect((await room.benchmark(experiment, batch, false)).complete).toBe(true);
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
    expect(events.at(-1)).toEqual({ type: 'engine', name: 'simd', note: '' });
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
    lose();
    expect(lost()).toBe(0);
    await choose('webgl');
    lose();
    expect(lost()).toBe(1);
  });
});
