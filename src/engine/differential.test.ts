/**
 * Every engine against the reference engine, plain tfjs: same initial weights, same batches, 25 steps, same weights. A new
 * engine needs one more line in ENGINES.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../core/batch';
import { type Activation, MAX_BATCH_SIZE, MAX_UNITS, type Optimizer } from '../core/experiment';
import { initialState } from '../core/initial-weights';
import { type LayerWeights, layerSizesOf } from '../core/network';
import type { Engine, EngineConfig, StepHyper } from './engine';
import { SimdEngine } from './simd/simd-engine';
import { augmented, barBatch, relativeDistance, worstDistance } from './testing/batches';
import { openBackend } from './tfjs/backend';
import { TfjsEngine } from './tfjs/tfjs-engine';

const kernels = readFileSync(new URL('simd/generated/baseline.wasm', import.meta.url));
const ENGINES: readonly [string, () => Engine][] = [
  ['simd', () => new SimdEngine(new WebAssembly.Module(kernels))],
];

const STEPS = 25;
const PLAIN: StepHyper = { learningRate: 0.002, weightDecay: 0, dropout: 0, labelSmoothing: 0 };
type Case = readonly [readonly number[], Activation, Optimizer, number, Partial<StepHyper>];
const CASES: readonly Case[] = [
  [[32], 'relu', 'adam', 16, {}],
  [[32], 'relu', 'sgd', 16, { learningRate: 0.05, weightDecay: 0.01 }],
  [[24, 12], 'leakyRelu', 'momentum', 12, { labelSmoothing: 0.1 }],
  [[24, 12], 'elu', 'rmsprop', 12, { learningRate: 0.0005 }],
  [[20, 20], 'tanh', 'adam', 10, { dropout: 0.3 }],
  [[20], 'sigmoid', 'adamw', 10, { weightDecay: 0.1 }],
  [[9, 8, 7, 17], 'tanh', 'adam', 7, {}],
  [[1], 'sigmoid', 'adam', 1, {}],
  [[], 'relu', 'adam', 10, { dropout: 0.5, labelSmoothing: 0.1 }],
  [[], 'tanh', 'sgd', 7, { learningRate: 0.05, weightDecay: 0.1 }],
];

/** The widest layer and the largest batch: few steps, for the reference takes its time over them. */
const LIMITS: readonly Case[] = [
  [[MAX_UNITS], 'tanh', 'adam', 3, {}],
  [[4], 'tanh', 'adam', MAX_BATCH_SIZE, {}],
];
/** The last batch of an epoch is smaller. */
const countAt = (step: number, batchSize: number): number =>
  step % 5 === 4 ? Math.ceil(batchSize / 3) : batchSize;

beforeAll(async () => {
  expect((await openBackend('tfjs-cpu')).ok).toBe(true);
});

/** Trains both alike, on batches changed or not, and compares all that can be seen of them. Returns the weights. */
async function expectAgreement(
  create: () => Engine,
  [hidden, activation, optimizer, size, changes]: Case,
  steps: number,
  change: (batch: Batch, step: number) => Batch = (batch) => batch,
): Promise<readonly LayerWeights[]> {
  const network = { layerSizes: layerSizesOf(hidden), activation };
  const config: EngineConfig = { network, optimizer, maxBatchSize: size, seed: 5 };
  const state = initialState(network, optimizer, 5);
  const hyper = { ...PLAIN, ...changes };
  const engine = create();
  const reference = new TfjsEngine('tfjs-cpu');
  await engine.init(config, state);
  await reference.init(config, state);
  for (let step = 0; step < steps; step++) {
    const batch = change(barBatch(step, countAt(step, size)), step);
    engine.step(batch, hyper);
    reference.step(batch, hyper);
    const [ours, theirs] = await Promise.all([engine.readMetrics(), reference.readMetrics()]);
    expect(Math.abs(ours.loss - theirs.loss)).toBeLessThan(1e-4 * Math.max(1, theirs.loss));
    expect(ours.accuracyFraction).toBeCloseTo(theirs.accuracyFraction, 6);
    expect(ours.exampleCount).toBe(theirs.exampleCount);
  }
  const [ours, theirs] = await Promise.all([engine.exportState(), reference.exportState()]);
  expect(ours.step).toBe(theirs.step);
  expect(worstDistance(ours.weights, theirs.weights)).toBeLessThan(1e-3);
  expect(ours.slots).toHaveLength(theirs.slots.length);
  ours.slots.forEach((slot, s) => expect(worstDistance(slot, theirs.slots[s]!)).toBeLessThan(1e-3));
  const { pixels } = barBatch(77, 6);
  const predictions = await Promise.all([engine.predict(pixels, 6), reference.predict(pixels, 6)]);
  expect(relativeDistance(...predictions)).toBeLessThan(1e-3);
  engine.dispose();
  reference.dispose();
  return ours.weights;
}

describe.each(ENGINES)('%s against tfjs', (_, create) => {
  it.each(CASES)('hidden %j, %s, %s, batches of %d, %j', async (...one) => {
    await expectAgreement(create, one, STEPS);
  });
  it.each(LIMITS)('hidden %j, %s, %s, batches of %d, %j', async (...one) => {
    await expectAgreement(create, one, 2);
  });

  it('trains on the same variants of its digits', async () => {
    const plain = await expectAgreement(create, CASES[0]!, STEPS);
    const weights = await expectAgreement(create, CASES[0]!, STEPS, (batch, step) =>
      augmented({ ...batch, epoch: step }, 5, 1.2),
    );
    expect(worstDistance(weights, plain)).toBeGreaterThan(0.01);
  });

  it('takes a run over from tfjs and hands it back, as when the visitor switches engines', async () => {
    const network = { layerSizes: layerSizesOf([18]), activation: 'relu' } as const;
    const config: EngineConfig = { network, optimizer: 'adam', maxBatchSize: 8, seed: 6 };
    const straight = new TfjsEngine('tfjs-cpu');
    await straight.init(config, initialState(network, 'adam', 6));
    let state = initialState(network, 'adam', 6);
    const hyper = { ...PLAIN, dropout: 0.2 };
    for (let leg = 0; leg < 3; leg++) {
      const engine = leg === 1 ? create() : new TfjsEngine('tfjs-cpu');
      await engine.init(config, state);
      for (let step = 4 * leg; step < 4 * leg + 4; step++) {
        engine.step(barBatch(step, 8), hyper);
        straight.step(barBatch(step, 8), hyper);
      }
      expect(engine.stepCount).toBe(4 * leg + 4);
      state = await engine.exportState();
      engine.dispose();
    }
    const expected = await straight.exportState();
    expect(state.step).toBe(12);
    expect(worstDistance(state.weights, expected.weights)).toBeLessThan(1e-4);
    state.slots.forEach((slot, s) => expect(worstDistance(slot, expected.slots[s]!)).toBeLessThan(1e-3));
    straight.dispose();
  });
});
