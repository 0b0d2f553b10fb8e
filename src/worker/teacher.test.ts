/**
 * Lessons with the engine that most visitors have and the digits that the page has: an odd hand is misread before and read
 * after, new drawings of it included, and the test digits are as good as before.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '../core/experiment';
import { ok } from '../core/fault';
import { initialState } from '../core/initial-weights';
import { argmax } from '../core/metrics';
import type { TrainState } from '../core/network';
import { PRESETS } from '../core/presets';
import { DigitStore } from '../dataset/digit-store';
import type { Engine } from '../engine/engine';
import { SimdEngine } from '../engine/simd/simd-engine';
import type { TrainerEvent } from '../protocol/events';
import { engineConfig, networkOf } from './engine-config';
import { EngineRoom } from './engine-room';
import type { Session } from './session';
import { Teacher } from './teacher';
import { ODD_HANDS, type OddHand, picturesBy } from './testing/odd-hands';
import { TrainingRun } from './training-run';

const KERNELS = new URL('../engine/simd/generated/baseline.wasm', import.meta.url);
const DIGITS = new URL('../../public/mnist/', import.meta.url);

const experiment: Experiment = { ...PRESETS.quick.experiment, engine: 'simd', epochs: 3 };
const module = new WebAssembly.Module(readFileSync(KERNELS));
let digits: DigitStore;
let trained: TrainState;

beforeAll(async () => {
  digits = new DigitStore({
    baseUrl: 'https://example.org/',
    onProgress: () => {},
    fetch: (input) => {
      const name = new Request(input).url.split('/').at(-1)!;
      return Promise.resolve(new Response(readFileSync(new URL(name, DIGITS))));
    },
  });
  expect((await digits.load()).ok).toBe(true);
  const engine = new SimdEngine(module);
  const start = initialState(networkOf(experiment), experiment.optimizer, experiment.seed);
  await engine.init(engineConfig(experiment), start);
  const run = { engine, digits, experiment, initialState: start, trainSeconds: 0, emit: () => {} };
  expect(await new TrainingRun(run).train()).toBe('finished');
  trained = await engine.exportState();
}, 60_000);

/** A worker whose run has finished, as far as lessons are concerned. open: how a second engine comes about. */
async function setUp(open: () => Engine = () => new SimdEngine(module)) {
  const fractions: number[] = [];
  const emit = (event: TrainerEvent): void => {
    if (event.type === 'teaching') fractions.push(event.fraction);
  };
  const engines = new EngineRoom({ emit, onContextLost: () => {}, open: () => Promise.resolve(ok(open())) });
  const session = {
    status: 'finished',
    networkNumber: 1,
    networkReplaced(): void {
      this.networkNumber++;
    },
    get trainedEngine() {
      return engines.engine;
    },
    shardOrder: Uint32Array.from({ length: digits.trainShardCount }, (_, shard) => shard),
    engines,
    digits,
    emit,
  };
  expect((await engines.choose(experiment, trained, { allowStandIn: false })).ok).toBe(true);
  const rightOf = async (hand: OddHand, first: number, count: number): Promise<number> => {
    const pictures = picturesBy(hand, first, count);
    const readings = argmax(await engines.engine!.predict(pictures.pixels, count));
    return readings.filter((reading) => reading === hand.label).length;
  };
  return { teacher: new Teacher(session as unknown as Session), session, engines, rightOf, fractions };
}

describe('Teacher', () => {
  it.each([
    ['a crossed 7', ODD_HANDS.crossedSeven],
    ['a flagged 1', ODD_HANDS.flaggedOne],
  ])('learns %s from ten drawings, and forgets nothing; undo brings every weight back', async (_, hand) => {
    const { teacher, engines, rightOf, fractions } = await setUp();
    expect(await rightOf(hand, 100, 100)).toBeLessThan(80);
    const { weights } = await engines.engine!.exportState();

    const result = await teacher.teach(picturesBy(hand, 0, 10));
    if (!result?.ok) throw new Error('no lesson');
    const { before, after, ownCount, taught } = result.value;
    expect(ownCount).toBe(10);
    expect(before.ownRight).toBeLessThan(10);
    expect(after.ownRight).toBe(10);
    expect(await rightOf(hand, 100, 100)).toBeGreaterThanOrEqual(97);
    expect(after.test.exampleCount).toBe(10_000);
    expect(after.test.accuracyFraction).toBeGreaterThanOrEqual(before.test.accuracyFraction - 0.002);
    expect(taught?.step).toBe(trained.step);
    expect((await engines.engine!.exportState()).weights).toEqual(taught?.weights);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1, 6);

    expect((await teacher.undo())?.ok).toBe(true);
    expect((await engines.engine!.exportState()).weights).toEqual(weights);
    expect(await teacher.undo()).toBeUndefined();
  });

  it('leaves the network alone when the lesson would cost too much', async () => {
    const { teacher, engines } = await setUp();
    const before = engines.engine;
    // Every 4 of the test digits is a 9, says somebody.
    const fours = Uint32Array.from({ length: 10_000 }, (_, i) => i).filter(
      (i) => digits.test.labels[i] === 4,
    );
    const pixels = new Uint8Array(fours.length * 784);
    for (const [row, i] of fours.entries())
      pixels.set(digits.test.pixels.subarray(i * 784, (i + 1) * 784), row * 784);
    const result = await teacher.teach({ pixels, labels: new Uint8Array(fours.length).fill(9) });
    expect(result?.ok).toBe(true);
    expect(result?.ok && result.value.taught).toBeUndefined();
    expect(engines.engine).toBe(before);
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
  });

  it('a fault on the way leaves the network alone', async () => {
    let opened = 0;
    const { teacher, engines } = await setUp(() => {
      const engine = new SimdEngine(module);
      if (++opened > 1) {
        engine.step = () => {
          throw new Error('out of memory');
        };
      }
      return engine;
    });
    const result = await teacher.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10));
    expect(result).toMatchObject({ ok: false, fault: { code: 'teaching-failed', detail: 'out of memory' } });
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
  });

  it('gives way to a run that begins meanwhile, and is not begun during one', async () => {
    const { teacher, engines, session } = await setUp();
    const lesson = teacher.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10));
    await engines.choose(experiment, trained, { allowStandIn: false });
    expect(await lesson).toBeUndefined();
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
    session.status = 'paused';
    expect(await teacher.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10))).toBeUndefined();
  });
});
