/** Threads change no bit of what the SIMD engine computes, whatever becomes of them: real threads over real shared memory. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { drawVariant } from '../../src/core/augment';
import type { Batch } from '../../src/core/batch';
import type { Activation, Optimizer } from '../../src/core/experiment';
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

/** Of numbers that are many: a difference shows at once, and a test that fails does not print them all. */
const digest = (arrays: readonly Float32Array[]): string => {
  const hash = createHash('sha256');
  for (const array of arrays) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex');
};

/** What of a run can be seen: losses, predictions, weights, slots. */
async function resultOf(engine: SimdEngine, net: Net, from: number, steps: number) {
  const hyper = { ...PLAIN, dropout: net.dropout ?? 0 };
  const losses = [];
  for (let step = from; step < from + steps; step++) {
    engine.step(batchOf(step, net), hyper);
    losses.push(await engine.readMetrics());
  }
  const digits = barBatch(99, 150);
  const { weights, slots, step } = await engine.exportState();
  const digests = [weights, ...slots].map((set) => digest(set.flatMap(({ kernel, bias }) => [kernel, bias])));
  return { losses, read: digest([await engine.predict(digits.pixels, 150)]), digests, step };
}

/** Resolves when the engine's threads have come to work with it. */
async function haveCome(engine: SimdEngine, threads: number): Promise<void> {
  const until = performance.now() + 30_000;
  while (engine.threads < threads) {
    if (performance.now() > until) throw new Error('no thread came');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const NETS: readonly (readonly [string, number, Net])[] = [
  ['no hidden layer', 2, { hidden: [], optimizer: 'sgd' }],
  ['one layer', 2, { hidden: [128], batch: 128 }],
  ['two layers, dropout', 3, { hidden: [30, 20], activation: 'tanh', dropout: 0.3, optimizer: 'adamw' }],
  ['three layers', 2, { hidden: [64, 9, 17], activation: 'elu', optimizer: 'rmsprop' }],
  ['four layers', 3, { hidden: [17, 9, 8, 7], activation: 'sigmoid', optimizer: 'momentum', dropout: 0.1 }],
  ['two wide layers, dropout', 3, { hidden: [72, 64], activation: 'elu', dropout: 0.5 }],
  ['three wide layers', 2, { hidden: [72, 80, 64], batch: 70 }],
  ['several row blocks', 2, { hidden: [24, 12], batch: 300, dropout: 0.2 }],
  ['one digit at a time', 2, { hidden: [40], batch: 1 }],
];

it.each(NETS)('%s: %d threads compute what one does, to the bit', async (_, threads, net) => {
  const engine = await engineWith(net, threads);
  await haveCome(engine, threads);
  const alone = await engineWith(net, 1);
  expect(await resultOf(engine, net, 0, 6)).toEqual(await resultOf(alone, net, 0, 6));
  expect(engine.working).toBe(threads);
});

const LOSSES: readonly Failing[] = [
  { in: 'packPixels', atCall: 3 },
  { in: 'packRows', atCall: 2 },
  { in: 'multiplyLists', atCall: 5 },
  { in: 'multiplyLists', atCall: 40 },
  { in: 'activatePanel', atCall: 20 },
  { in: 'softmaxLoss', atCall: 2 },
  { in: 'multiplyElements', atCall: 20 },
  { in: 'copyNumbers', atCall: 20 },
  { in: 'updateAdam', atCall: 33 },
  { in: 'updateAdam', atCall: 34 },
  { in: 'updateAdam', atCall: 35 },
];

it.each(LOSSES)('a thread lost in $in, call $atCall: one goes on, with the same numbers', async (failing) => {
  const net = { hidden: [128, 64], batch: 64, dropout: 0.2 };
  const engine = await engineWith(net, 2, (await nodeHelpers(failing)).start);
  await haveCome(engine, 2);
  // It may take a while until the helper has had so many shares, and a processor.
  let steps = 0;
  const until = performance.now() + 20_000;
  do {
    engine.step(batchOf(steps, net), { ...PLAIN, dropout: net.dropout });
    if (++steps % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  } while (engine.working === 2 && performance.now() < until);
  await engine.readMetrics();
  const alone = await engineWith(net, 1);
  for (let step = 0; step < steps; step++) alone.step(batchOf(step, net), { ...PLAIN, dropout: net.dropout });
  await alone.readMetrics();
  expect(await resultOf(engine, net, steps, 4)).toEqual(await resultOf(alone, net, steps, 4));
  expect(engine.working).toBe(1);
  expect(engine.threads).toBe(1);
});

it('a thread that is gone between two steps is missed by nobody', async () => {
  const net = { hidden: [64, 32] };
  const { start, threads } = await nodeHelpers();
  const engine = await engineWith(net, 2, start);
  const alone = await engineWith(net, 1);
  await haveCome(engine, 2);
  expect(await resultOf(engine, net, 0, 3)).toEqual(await resultOf(alone, net, 0, 3));
  expect(engine.working).toBe(2);
  await threads[0]!.terminate();
  expect(await resultOf(engine, net, 3, 6)).toEqual(await resultOf(alone, net, 3, 6));
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
