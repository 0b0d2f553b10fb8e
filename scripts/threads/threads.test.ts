/** Threads change no bit of what the SIMD engine computes, whatever becomes of them: real threads over real shared memory. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { drawVariant } from '../../src/core/augment';
import type { Batch } from '../../src/core/batch';
import type { Activation, Optimizer } from '../../src/core/experiment';
import { OPTIMIZERS } from '../../src/core/experiment';
import { initialState } from '../../src/core/initial-weights';
import { layerSizesOf } from '../../src/core/network';
import { VARIANT_SIZE } from '../../src/core/variant';
import type { EngineConfig, StepHyper } from '../../src/engine/engine';
import type { StartHelper } from '../../src/engine/simd/crew';
import { SimdEngine } from '../../src/engine/simd/simd-engine';
import { barBatch } from '../../src/engine/testing/batches';
import { kernelFile } from '../build-kernels';
import { type Failing, nodeHelpers } from './node-helper';

const own = new WebAssembly.Module(readFileSync(kernelFile('baseline')));
const shared = new WebAssembly.Module(readFileSync(kernelFile('baseline', true)));
const SEED = 7;
const PLAIN: StepHyper = { learningRate: 0.002, weightDecay: 0.01, dropout: 0, labelSmoothing: 0.1 };

const engines: SimdEngine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
});

interface Net {
  readonly hidden: readonly number[];
  readonly activation?: Activation;
  readonly optimizer?: Optimizer;
  readonly batch?: number;
  readonly dropout?: number;
}

function configOf({ hidden, activation = 'relu', optimizer = 'adam', batch = 40 }: Net): EngineConfig {
  return {
    network: { layerSizes: layerSizesOf(hidden), activation },
    optimizer,
    maxBatchSize: batch,
    seed: SEED,
  };
}

/** An engine that always works with so many threads as soon as they are there. */
async function engineWith(net: Net, threads: number, start?: StartHelper): Promise<SimdEngine> {
  const config = configOf(net);
  const candidates = Array.from({ length: threads }, (_, i) => i + 1);
  const options = {
    start: start ?? (await nodeHelpers()).start,
    candidates,
    memoryOf: () => ({ threads }),
  };
  const engine = threads === 1 ? new SimdEngine(own) : new SimdEngine(shared, options);
  engines.push(engine);
  await engine.init(config, initialState(config.network, config.optimizer, SEED));
  return engine;
}

/** Ragged batches, every other of them augmented. */
function batchOf(step: number, net: Net): Batch {
  const count = Math.max(1, (net.batch ?? 40) - 3 * (step % 5));
  const batch = barBatch(step, count);
  if (step % 2 === 0) return batch;
  const variants = new Int16Array(count * VARIANT_SIZE);
  for (let row = 0; row < count; row++) drawVariant(variants, row, SEED, 0, row, 1);
  return { ...batch, variants };
}

/** What of a run can be seen: losses, predictions, weights, slots. */
async function resultOf(engine: SimdEngine, net: Net, from: number, steps: number) {
  const hyper = { ...PLAIN, dropout: net.dropout ?? 0 };
  const losses = [];
  for (let step = from; step < from + steps; step++) {
    engine.step(batchOf(step, net), hyper);
    losses.push(await engine.readMetrics());
  }
  const digits = barBatch(99, 150);
  return { losses, read: await engine.predict(digits.pixels, 150), state: await engine.exportState() };
}

/** Resolves when the engine's threads have come to work with it. */
async function haveCome(engine: SimdEngine, net: Net, threads: number): Promise<number> {
  let step = 0;
  while (engine.working < threads) {
    engine.step(batchOf(step++, net), { ...PLAIN, dropout: net.dropout ?? 0 });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return step;
}

const NETS: readonly (readonly [string, Net])[] = [
  ['no hidden layer', { hidden: [] }],
  ['one layer', { hidden: [128], batch: 128 }],
  ['two layers, dropout', { hidden: [30, 20], activation: 'tanh', dropout: 0.3, optimizer: 'adamw' }],
  ['three layers', { hidden: [64, 9, 17], activation: 'elu', optimizer: 'rmsprop' }],
  ['four layers', { hidden: [17, 9, 8, 7], activation: 'sigmoid', optimizer: 'momentum', dropout: 0.1 }],
  ['several row blocks', { hidden: [24, 12], batch: 300, dropout: 0.2 }],
  ['one digit at a time', { hidden: [40], batch: 1 }],
  ...OPTIMIZERS.map((optimizer) => [optimizer, { hidden: [33], optimizer }] as const),
];

it.each(NETS)('%s: two and three threads compute what one does, to the bit', async (_, net) => {
  const engine = await engineWith(net, 3);
  const before = await haveCome(engine, net, 3);
  const alone = await engineWith(net, 1);
  await resultOf(alone, net, 0, before);
  await engine.readMetrics();
  expect(await resultOf(engine, net, before, 12)).toEqual(await resultOf(alone, net, before, 12));
  expect(engine.working).toBe(3);

  const two = await engineWith(net, 2);
  const beforeTwo = await haveCome(two, net, 2);
  const aloneAgain = await engineWith(net, 1);
  await resultOf(aloneAgain, net, 0, beforeTwo);
  await two.readMetrics();
  expect(await resultOf(two, net, beforeTwo, 12)).toEqual(await resultOf(aloneAgain, net, beforeTwo, 12));
});

const LOSSES: readonly Failing[] = [
  { in: 'packRowTiles', atCall: 3 },
  { in: 'multiplyPixels', atCall: 30 },
  { in: 'multiplyElements', atCall: 20 },
  { in: 'outerPixels', atCall: 25 },
  { in: 'updateAdam', atCall: 33 },
  { in: 'updateAdam', atCall: 34 },
];

it.each(LOSSES)('a thread lost in $in, call $atCall: one goes on, with the same numbers', async (failing) => {
  const net = { hidden: [128, 64], batch: 64, dropout: 0.2 };
  const engine = await engineWith(net, 2, (await nodeHelpers(failing)).start);
  await haveCome(engine, net, 2);
  let steps = engine.stepCount;
  // It takes its time, as it may take a while until the helper has had so many shares.
  for (; engine.working === 2; steps++) engine.step(batchOf(steps, net), { ...PLAIN, dropout: 0.2 });
  await engine.readMetrics();
  const alone = await engineWith(net, 1);
  await resultOf(alone, net, 0, steps);
  expect(await resultOf(engine, net, steps, 6)).toEqual(await resultOf(alone, net, steps, 6));
  expect(engine.working).toBe(1);
  expect(engine.threads).toBe(1);
});

it('a thread that is gone between two steps is missed by nobody', async () => {
  const net = { hidden: [64, 32] };
  const { start, threads } = await nodeHelpers();
  const engine = await engineWith(net, 2, start);
  const before = await haveCome(engine, net, 2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await threads[0]!.terminate();
  await engine.readMetrics();
  const alone = await engineWith(net, 1);
  await resultOf(alone, net, 0, before);
  expect(await resultOf(engine, net, before, 6)).toEqual(await resultOf(alone, net, before, 6));
});

it.each<[string, StartHelper]>([
  ['never comes', () => ({ terminate: () => {} })],
  [
    'cannot be made',
    () => {
      throw new Error('no workers here');
    },
  ],
  [
    'breaks at once',
    (_, onFailed) => {
      queueMicrotask(onFailed);
      return { terminate: () => {} };
    },
  ],
])('a thread that %s: one trains', async (_, start) => {
  const net = { hidden: [20] };
  const [engine, alone] = [await engineWith(net, 2, start), await engineWith(net, 1)];
  expect(await resultOf(engine, net, 0, 6)).toEqual(await resultOf(alone, net, 0, 6));
  expect(engine.working).toBe(1);
});
