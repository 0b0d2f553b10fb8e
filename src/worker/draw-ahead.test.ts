/** Digits that a hand draws into batches are drawn before they are waited for: neither a benchmark nor a run pays for them. */
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { drawnPool, POOL_SIZE } from '../core/drawn-pool';
import { SimdEngine } from '../engine/simd/simd-engine';
import { benchmarkBatches } from './benchmark-batches';
import { smallExperiment, smallSession } from './testing/small-session';

const kernels = new WebAssembly.Module(
  readFileSync(new URL('../engine/simd/generated/baseline.wasm', import.meta.url)),
);
const room = () => smallSession({ engine: () => new SimdEngine(kernels) });
let seed = 1000;
const experimentOf = () => ({ ...smallExperiment, augment: true, drawnDigits: 0.5, seed: ++seed });
const drawnCount = () => drawnPool(seed).drawnCount;

it('times engines on batches whose digits are all drawn', () => {
  const { session } = room();
  const nextBatch = benchmarkBatches(session.digits, Uint32Array.of(0, 1), experimentOf())!;
  const drawn = drawnCount();
  expect(drawn).toBeGreaterThan(0);
  for (let step = 0; step < 40; step++) nextBatch();
  expect(drawnCount()).toBe(drawn);
});

it('draws ahead once the engines are timed, and leaves it when training begins', async () => {
  const { session, trainer } = room();
  const experiment = experimentOf();
  await trainer.benchmark(experiment, false);
  await vi.waitFor(() => expect(drawnCount()).toBeGreaterThan(100));
  // A run that does not come back to those that it has drawn, and that rests at once.
  await trainer.train({ ...experiment, epochs: 500 }, null);
  await trainer.pause();
  const drawn = drawnCount();
  expect(drawn).toBeLessThan(POOL_SIZE);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(drawnCount()).toBeLessThan(drawn + 100);
  expect(session.status).toBe('paused');
  await trainer.stop();
});

it('draws nothing ahead while engines are timed again', async () => {
  const { trainer } = room();
  const experiment = experimentOf();
  await trainer.benchmark(experiment, false);
  await vi.waitFor(() => expect(drawnCount()).toBeGreaterThan(100));
  const again = trainer.benchmark({ ...experiment, drawnDigits: 0 }, true);
  await new Promise((resolve) => setTimeout(resolve, 10));
  const drawn = drawnCount();
  await again;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(drawnCount()).toBe(drawn);
});

it('draws nothing for an experiment that mixes in nothing', async () => {
  const { trainer } = room();
  await trainer.benchmark({ ...experimentOf(), drawnDigits: 0 }, false);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(drawnCount()).toBe(0);
});
