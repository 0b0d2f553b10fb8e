/** A run that is stopped in the middle and taken up by another engine, of which nothing may show in the end. */
import { MNIST } from '../core/dataset';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Experiment } from '../core/experiment';
import { initialState } from '../core/initial-weights';
import type { TrainState } from '../core/network';
import { PRESETS } from '../core/presets';
import type { DigitSource } from '../dataset/digit-source';
import { SimdEngine } from '../engine/simd/simd-engine';
import { barBatch } from '../engine/testing/batches';
import { engineConfig, networkOf } from './engine-config';
import { TrainingRun } from './training-run';

const kernels = new WebAssembly.Module(
  readFileSync(new URL('../engine/simd/generated/baseline.wasm', import.meta.url)),
);
const experiment: Experiment = {
  ...PRESETS.standard.experiment,
  hidden: [12],
  batchSize: 16,
  epochs: 3,
  dropout: 0.2,
};

const digits = {
  dataset: MNIST,
  train: barBatch(1, 100),
  validation: barBatch(2, 10),
  trainShardCount: 2,
  shardSize: 50,
  isTrainShardHere: () => true,
  whenTrainShard: () => Promise.resolve(),
  isValidationHere: true,
  whenValidation: () => Promise.resolve(),
} as unknown as DigitSource;

/** Trains on from a state, to the end or until `stopAt` steps have been taken. */
async function trainFrom(
  state: TrainState,
  changes: Partial<Experiment> = {},
  stopAt?: number,
): Promise<TrainState> {
  const changed = { ...experiment, ...changes };
  const engine = new SimdEngine(kernels);
  await engine.init(engineConfig(changed), state);
  const step = engine.step.bind(engine);
  const run = new TrainingRun({
    engine,
    digits,
    experiment: changed,
    initialState: state,
    trainSeconds: 0,
    emit: () => {},
    identify: (step) => ({ runId: 'a', step, cause: 'training' }),
  });
  engine.step = (batch, hyper) => {
    step(batch, hyper);
    if (engine.stepCount === stopAt) run.stop();
  };
  await run.train();
  return engine.exportState();
}

it('an augmented run, stopped in its second epoch and resumed, ends as if it had not been', async () => {
  const start = initialState(networkOf(experiment), experiment.optimizer, experiment.seed);
  const straight = await trainFrom(start);
  expect(straight.step).toBe(21);
  const stopped = await trainFrom(start, {}, 9);
  expect(stopped.step).toBe(9);
  expect(await trainFrom(stopped)).toEqual(straight);
  // Nor would it be the same run without augmentation, or with more of it.
  expect(await trainFrom(start, { augment: false })).not.toEqual(straight);
  expect(await trainFrom(start, { augmentStrength: 1.5 })).not.toEqual(straight);
});
