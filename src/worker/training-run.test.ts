import { MNIST } from '../core/dataset';
import { describe, expect, it, vi } from 'vitest';
import type { Batch } from '../core/batch';
import type { Experiment } from '../core/experiment';
import { fail, ok } from '../core/fault';
import type { TrainState } from '../core/network';
import { PRESETS } from '../core/presets';
import { learningRateAt } from '../core/schedule';
import type { DigitSource } from '../dataset/digit-source';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../engine/engine';
import type { TrainerEvent } from '../protocol/events';
import { TrainingRun } from './training-run';

const EXAMPLES = 100;
const experiment: Experiment = { ...PRESETS.quick.experiment, learningRate: 0.002, batchSize: 10, epochs: 3 };
const emptyState: TrainState = { step: 0, weights: [], slots: [] };

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** An engine that learns nothing but remembers what it was told. lossAt: the mean loss that a reading at a step gives. */
class FakeEngine implements Engine {
  readonly name = 'tfjs-cpu';
  stepCount = 0;
  readonly rates: number[] = [];
  #examples = 0;
  lossAt: (step: number) => number = () => 1;
  /** Called after each step. */
  onStep: (step: number) => void = () => {};
  /** How long the device takes to answer a reading. */
  lagMs = 0;
  longestLag = 0;

  init(_config: EngineConfig, state: TrainState): Promise<void> {
    this.stepCount = state.step;
    return Promise.resolve();
  }
  step(batch: Batch, hyper: StepHyper): void {
    const end = performance.now() + 2;
    while (performance.now() < end);
    this.rates.push(hyper.learningRate);
    this.#examples += batch.count;
    this.stepCount++;
    this.onStep(this.stepCount);
  }
  async readMetrics(): Promise<StepMetrics> {
    const asked = this.stepCount;
    const exampleCount = this.#examples;
    this.#examples = 0;
    const answered = { loss: this.lossAt(asked), accuracyFraction: 0.5, exampleCount };
    if (this.lagMs > 0) await sleep(this.lagMs);
    this.longestLag = Math.max(this.longestLag, this.stepCount - asked);
    return answered;
  }
  predict(_pixels: Uint8Array, count: number): Promise<Float32Array> {
    return Promise.resolve(new Float32Array(count * 10).fill(0.1));
  }
  exportState(): Promise<TrainState> {
    return Promise.resolve({ ...emptyState, step: this.stepCount });
  }
  exportWeights() {
    return Promise.resolve([]);
  }
  dispose(): void {}
}

/** Two shards of 50 digits; the second can be held back. */
function fakeDigits() {
  let release = () => {};
  let secondIsHere = true;
  const second = new Promise<void>((resolve) => {
    release = () => {
      secondIsHere = true;
      resolve();
    };
  });
  const set = (count: number) => ({
    pixels: new Uint8Array(count * 784),
    labels: new Uint8Array(count),
    count,
  });
  const store = {
    dataset: MNIST,
    train: set(EXAMPLES),
    validation: set(20),
    trainShardCount: 2,
    shardSize: 50,
    isTrainShardHere: (shard: number) => shard === 0 || secondIsHere,
    whenTrainShard: (shard: number) => (shard === 0 ? Promise.resolve() : second),
    isValidationHere: true,
    whenValidation: () => Promise.resolve(),
  };
  return {
    digits: store as unknown as DigitSource,
    release,
    holdBack: () => {
      secondIsHere = false;
    },
  };
}

function setUp(
  changes: Partial<Experiment> = {},
  onRate: (engine: string, stepsPerSecond: number) => void = () => {},
) {
  const engine = new FakeEngine();
  const events: TrainerEvent[] = [];
  const { digits, release, holdBack } = fakeDigits();
  const options = { engine, digits, initialState: emptyState, trainSeconds: 0, onRate };
  /** Steps and reasons, and whether the digits had been read at that step before. */
  const copies: { step: number; reason: string; isRead: boolean }[] = [];
  const isRead = (step: number) =>
    events.some((event) => event.type === 'validation' && event.point.step === step);
  const run = new TrainingRun({
    ...options,
    experiment: { ...experiment, ...changes },
    emit: (event) => events.push(event),
    identify: (step) => ({ runId: 'a', step, cause: 'training' }),
    onCheckpoint: ({ step }, reason) => copies.push({ step, reason, isRead: isRead(step) }),
  });
  return { engine, events, copies, run, release, holdBack };
}

describe('TrainingRun', () => {
  it('takes every step once, at the scheduled rate, and validates at the end', async () => {
    const { engine, events, run } = setUp();
    expect(await run.train()).toBe('finished');
    expect(engine.rates).toEqual(
      Array.from({ length: 30 }, (_, step) => learningRateAt('cosine', 0.002, step, 30)),
    );
    const validations = events.filter((event) => event.type === 'validation');
    expect(validations.at(-1)?.point.step).toBe(30);
    // Once per epoch at least.
    expect(validations.map(({ point }) => point.step)).toEqual(expect.arrayContaining([10, 20, 30]));
  });

  it('rests between two steps when paused, copies the network out, and goes on where it was', async () => {
    const { engine, copies, run } = setUp({ epochs: 10 });
    engine.onStep = (step) => {
      if (step === 17) run.pause();
    };
    const end = run.train();
    await vi.waitFor(() => expect(copies.at(-1)).toMatchObject({ step: 17, reason: 'rest' }));
    expect(engine.stepCount).toBe(17);
    const seconds = run.trainSeconds;
    await sleep(60);
    expect(run.trainSeconds).toBe(seconds);
    run.resume();
    expect(await end).toBe('finished');
    expect(engine.stepCount).toBe(100);
  });

  it('copies the network out on the way, and at the end before the validation digits are read', async () => {
    // Two milliseconds a step: a good half second of training before the end.
    const { copies, run } = setUp({ epochs: 40 });
    await run.train();
    expect(copies.some(({ step, reason }) => reason === 'on-the-way' && step < 400)).toBe(true);
    expect(copies.at(-1)).toEqual({ step: 400, reason: 'end', isRead: true });
  });

  it('tells how fast it was on each engine, once it has trained for a while', async () => {
    const rates: [string, number][] = [];
    const { run } = setUp({ epochs: 40 }, (name, rate) => rates.push([name, rate]));
    await run.train();
    expect(rates.map(([name]) => name)).toEqual(['tfjs-cpu']);
    const overall = 400 / run.trainSeconds;
    expect(rates[0]![1] / overall).toBeGreaterThan(0.7);
    expect(rates[0]![1] / overall).toBeLessThan(1.4);
  });

  it('says when its rate is known, and that it will not be when it ends before', async () => {
    const { run } = setUp({ epochs: 40 });
    const early = run.whenRated(0.1);
    const never = early.then(() => run.whenRated(1000));
    const end = run.train();
    expect(await early).toBe(true);
    expect(run.stepsPerSecond).toBeGreaterThan(0);
    expect(await end).toBe('finished');
    expect(await never).toBe(false);
    expect(await run.whenRated(0)).toBe(false);
  });

  it.each(['running', 'paused'] as const)('hands the network to another engine while %s', async (when) => {
    const { engine, events, copies, run } = setUp({ epochs: 5 });
    const next = new FakeEngine();
    const prepared: TrainState[] = [];
    const ask = () =>
      run.switchEngine('simd', async (changed, state) => {
        expect(changed.engine).toBe('simd');
        prepared.push(state);
        await sleep(20);
        await next.init({} as EngineConfig, state);
        return ok(next);
      });
    let asked: ReturnType<typeof ask> | undefined;
    engine.onStep = (step) => {
      if (step !== 12) return;
      if (when === 'paused') run.pause();
      else asked = ask();
    };
    const end = run.train();
    await sleep(120);
    const switched = await (asked ?? ask());
    expect(switched.ok).toBe(true);
    expect(run.engine).toBe(next);
    expect(prepared.map(({ step }) => step)).toEqual([12]);
    if (when === 'paused') {
      await sleep(50);
      expect(next.stepCount).toBe(12);
      run.resume();
    }
    expect(await end).toBe('finished');
    expect(engine.stepCount).toBe(12);
    expect(next.rates).toHaveLength(38);
    // One curve: no step is measured twice, none is left out.
    const steps = events.flatMap((event) =>
      event.type === 'progress' && event.training ? event.training.step : [],
    );
    expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(50);
    expect(run.experiment.engine).toBe('simd');
    expect(copies.at(-1)).toMatchObject({ step: 50, reason: 'end' });
  });

  it('stays with its engine when the other declines, and says so', async () => {
    const { engine, run } = setUp({ epochs: 3 });
    const end = run.train();
    const switched = await run.switchEngine('webgl', () =>
      Promise.resolve(fail({ code: 'engine-unavailable', message: 'Too wide.', remedy: 'dismiss' })),
    );
    expect(switched).toMatchObject({
      ok: false,
      fault: { message: 'Too wide. Training stays with tfjs-cpu.' },
    });
    expect(await end).toBe('finished');
    expect(run.engine).toBe(engine);
    expect(run.experiment.engine).toBe('auto');
    expect(engine.stepCount).toBe(30);
  });

  it('does not leave a switch hanging that comes too late', async () => {
    const { engine, run } = setUp({ epochs: 1 });
    const never = () => Promise.reject(new Error('asked'));
    let late: Promise<unknown> = Promise.resolve();
    engine.onStep = (step) => {
      if (step === 10) late = run.switchEngine('simd', never);
    };
    expect(await run.train()).toBe('finished');
    expect(await late).toEqual(ok(undefined));
    expect(await run.switchEngine('simd', never)).toEqual(ok(undefined));
  });

  it('ends early when stopped, also out of a pause', async () => {
    const { engine, run } = setUp({ epochs: 50 });
    engine.onStep = (step) => {
      if (step === 5) run.pause();
    };
    const end = run.train();
    await sleep(50);
    run.stop();
    run.resume();
    expect(await end).toBe('stopped');
    expect(engine.stepCount).toBe(5);
  });

  it('stops at a loss that is no number, and knows the last good state', async () => {
    const { engine, run } = setUp({ epochs: 50 });
    engine.lossAt = (step) => (step > 40 ? Number.NaN : 1);
    engine.onStep = (step) => {
      if (step === 40) run.pause();
    };
    const end = run.train();
    await sleep(150);
    run.resume();
    const fault = await end;
    expect(fault).toMatchObject({ code: 'non-finite-loss', remedy: 'lower-learning-rate' });
    expect(engine.stepCount).toBeLessThan(500);
    expect(run.lastGoodState.step).toBe(40);
  });

  it('does not wait for the device: steps go on while a reading is under way', async () => {
    const { engine, run } = setUp({ batchSize: 1, epochs: 4 });
    engine.lagMs = 30;
    expect(await run.train()).toBe('finished');
    expect(engine.longestLag).toBeGreaterThan(1);
  });

  it('waits for a late shard with the clock stopped', async () => {
    const { engine, run, release, holdBack } = setUp();
    holdBack();
    const end = run.train();
    await sleep(300);
    // Either shard may come first in the seeded order; without the second, at most its fifty digits were trained on.
    expect(engine.stepCount).toBeLessThanOrEqual(5);
    const seconds = run.trainSeconds;
    await sleep(100);
    expect(run.trainSeconds).toBe(seconds);
    release();
    expect(await end).toBe('finished');
    expect(engine.stepCount).toBe(30);
  });
});
