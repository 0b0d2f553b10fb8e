/**
 * Lessons with the engine that most visitors have and the digits that the page has: an odd hand is misread before and read
 * after, new drawings of it included, and the test digits are read as well as before.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Experiment } from '../core/experiment';
import { initialState } from '../core/initial-weights';
import type { TrainState } from '../core/network';
import { PRESETS } from '../core/presets';
import type { DigitSource } from '../dataset/digit-source';
import type { Engine } from '../engine/engine';
import { SimdEngine } from '../engine/simd/simd-engine';
import { MAX_LOSS_FRACTION } from '../protocol/fine-tuning';
import { engineConfig, networkOf } from './engine-config';
import { identify, lessonRoom, loadDigits } from './testing/lesson-room';
import { ODD_HANDS, picturesBy } from './testing/odd-hands';
import { TrainingRun } from './training-run';

const KERNELS = new URL('../engine/simd/generated/baseline.wasm', import.meta.url);
const DIGITS = new URL('../../public/mnist/', import.meta.url);

const experiment: Experiment = {
  ...PRESETS.quick.experiment,
  engine: 'simd',
  hidden: [128],
  epochs: 3,
  // It must not know these hands already.
  augment: false,
};
const module = new WebAssembly.Module(readFileSync(KERNELS));
let digits: DigitSource;
let trained: TrainState;

beforeAll(async () => {
  digits = await loadDigits((name) => readFileSync(new URL(name, DIGITS)));
  const engine = new SimdEngine(module);
  const start = initialState(networkOf(experiment), experiment.optimizer, experiment.seed);
  await engine.init(engineConfig(experiment), start);
  const run = { engine, digits, experiment, initialState: start, trainSeconds: 0, emit: () => {}, identify };
  expect(await new TrainingRun(run).train()).toBe('finished');
  trained = await engine.exportState();
}, 60_000);

const setUp = (open: () => Engine = () => new SimdEngine(module)) =>
  lessonRoom({ digits, open, experiment, state: trained });

describe('FineTuner', () => {
  // A crossed 7 is taught in fine-tuner-hands.test.ts.
  it.each([
    ['a flagged 1', ODD_HANDS.flaggedOne],
    ['a mirrored 3', ODD_HANDS.mirroredThree],
  ])('learns %s from ten drawings, and forgets nothing; undo brings every weight back', async (_, hand) => {
    const { fineTuner, engines, rightOf, fractions, session, repository, causes, temperatures } =
      await setUp();
    const parent = session.keeper.record!;
    expect(await rightOf(hand, 100, 100)).toBeLessThan(80);
    const { weights } = await engines.engine!.exportState();

    const result = await fineTuner.teach(picturesBy(hand, 0, 10));
    if (!result?.ok) throw new Error('no lesson');
    // On a dear line they are not here before somebody asks for them.
    expect(session.loads).toBe(1);
    const { before, after, ownCount, isKept } = result.value;
    expect(ownCount).toBe(10);
    expect(before.ownRight).toBeLessThan(10);
    expect(after.ownRight).toBe(10);
    expect(await rightOf(hand, 100, 100)).toBeGreaterThanOrEqual(97);
    expect(after.test.exampleCount).toBe(10_000);
    expect(after.test.accuracyFraction).toBeGreaterThanOrEqual(before.test.accuracyFraction - 0.002);
    expect(isKept).toBe(true);
    // What was taught is a run of its own, calibrated anew; the one that it came from is kept as it was.
    const taught = session.keeper.record!;
    expect(taught).toMatchObject({ parentId: parent.id, origin: 'fine-tuned', step: trained.step });
    expect(temperatures).toHaveLength(1);
    await vi.waitFor(async () =>
      expect(await repository.readRun(taught.id)).toMatchObject({ value: { last: {} } }),
    );
    const [kept, keptParent] = await Promise.all(
      [taught.id, parent.id].map((id) => repository.readWeights(`${id}/last`)),
    );
    expect(kept).toMatchObject({
      ok: true,
      value: { state: { weights: (await engines.engine!.exportState()).weights } },
    });
    expect(keptParent).toMatchObject({ ok: true, value: { state: { weights } } });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1, 6);

    expect((await fineTuner.undo())?.ok).toBe(true);
    expect((await engines.engine!.exportState()).weights).toEqual(weights);
    expect(session.keeper.record?.id).toBe(parent.id);
    expect(causes).toEqual(['fine-tuning', 'undo']);
    expect(temperatures).toHaveLength(2);
    expect(await fineTuner.undo()).toBeUndefined();
  });

  it('leaves the network alone when the lesson would cost too much', async () => {
    let opened = 0;
    const open = (): Engine => {
      const engine = new SimdEngine(module);
      if (++opened > 1) {
        const step = engine.step.bind(engine);
        engine.step = (batch, hyper) => step(batch, { ...hyper, learningRate: 20 * hyper.learningRate });
      }
      return engine;
    };
    const { fineTuner, engines } = await setUp(open);
    const before = engines.engine;
    const result = await fineTuner.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10));
    if (!result?.ok) throw new Error('no lesson');
    const { before: old, after, isKept } = result.value;
    expect(after.test.accuracyFraction).toBeLessThan(old.test.accuracyFraction - MAX_LOSS_FRACTION);
    expect(isKept).toBe(false);
    expect(engines.engine).toBe(before);
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
  });

  it('a fault on the way leaves the network alone', async () => {
    let opened = 0;
    const open = (): Engine => {
      const engine = new SimdEngine(module);
      if (++opened > 1) {
        engine.step = () => {
          throw new Error('out of memory');
        };
      }
      return engine;
    };
    const { fineTuner, engines } = await setUp(open);
    const result = await fineTuner.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10));
    expect(result).toMatchObject({ ok: false, fault: { code: 'teaching-failed', detail: 'out of memory' } });
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
  });

  it('gives way to a run that begins meanwhile, and is not begun during one', async () => {
    const { fineTuner, engines, session } = await setUp();
    const lesson = fineTuner.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10));
    await engines.choose(experiment, trained, { allowStandIn: false });
    expect(await lesson).toBeUndefined();
    expect((await engines.engine!.exportState()).weights).toEqual(trained.weights);
    session.status = 'paused';
    expect(await fineTuner.teach(picturesBy(ODD_HANDS.flaggedOne, 0, 10))).toBeUndefined();
  });
});
