/**
 * What of the SIMD engine's step is matrix products, and how near these come to the best that the same micro-kernel reaches
 * with all its data in the first-level cache. Runs wherever WebAssembly does.
 *
 * Everything is measured in turn, over and over, so that a slow moment of the machine hits all alike; the ratios are medians of
 * pairs measured next to each other, the times are the fastest (what the machine can do) and the median (what it did).
 */
import type { Batch } from '../../src/core/batch';
import { initialState } from '../../src/core/initial-weights';
import { randomUniform } from '../../src/core/random';
import type { EngineConfig } from '../../src/engine/engine';
import { type Kernels, instantiateKernels } from '../../src/engine/simd/kernels';
import { type MemoryLayout, planMemory } from '../../src/engine/simd/memory-layout';
import { SimdEngine } from '../../src/engine/simd/simd-engine';
import { writeConstants } from '../../src/engine/simd/state-copy';
import { HIDDEN_SHARE, flopCount, pack, products } from './simd-products';
import { median } from './statistics';
import { time } from './time';

const WARM_UP_ROUNDS = 5;
const HYPER = { learningRate: 0.001, weightDecay: 0, dropout: 0, labelSmoothing: 0 };

/** Panels that fit in the cache: 4 rows of 128 numbers (2 KB) by a panel of 128 (4 KB). */
const PEAK_PANELS = 16;
const PEAK_CALLS = 100;
const PEAK_FLOPS = PEAK_CALLS * 2 * 32 * 8 * PEAK_PANELS;

export interface SimdShare {
  readonly fastestMs: number;
  readonly medianMs: number;
  /** The whole step's time over that of its products. */
  readonly stepToProducts: number;
  readonly gflops: number;
  readonly gflopsInCache: number;
  /** gflops over gflopsInCache, 0..1. */
  readonly shareOfCache: number;
}

function peak(k: Kernels, { layers, zeros, kernelGradient }: MemoryLayout): void {
  const { gradient, weights } = layers[0]!;
  for (let i = 0; i < PEAK_CALLS; i++)
    k.multiplyPanel(gradient, 160, PEAK_PANELS, 4, weights.kernel, zeros, kernelGradient);
}

/** batch: whose size is a multiple of four. rounds: how often all is measured, of which the first few do not count. */
export async function measureSimdShare(
  module: WebAssembly.Module,
  layerSizes: readonly number[],
  batch: Batch,
  rounds: number,
): Promise<SimdShare> {
  const network = { layerSizes, activation: 'relu' } as const;
  const config: EngineConfig = { network, optimizer: 'adam', maxBatchSize: batch.count, seed: 1 };
  const engine = new SimdEngine(module);
  await engine.init(config, initialState(network, 'adam', 1));

  const layout = planMemory(config);
  const { kernels: k, memory } = await instantiateKernels(module, layout.pages);
  new Float32Array(memory.buffer).forEach((_, i, all) => {
    all[i] = randomUniform(1, i) < HIDDEN_SHARE ? 0.1 + (i % 7) / 7 : 0;
  });
  writeConstants(memory.buffer, layout);
  new Uint8Array(memory.buffer).set(batch.pixels.subarray(0, batch.count * 784), layout.pixels);
  products(k, layout);
  const flops = flopCount(layout, memory.buffer);

  const measured = Array.from({ length: rounds + WARM_UP_ROUNDS }, () => {
    const step = time(() => engine.step(batch, HYPER));
    const product = time(() => products(k, layout));
    const packing = time(() => pack(k, layout));
    const inCache = PEAK_FLOPS / time(() => peak(k, layout)) / 1e3;
    return { step, product, gflops: flops / (product - packing) / 1e3, inCache };
  }).slice(WARM_UP_ROUNDS);
  return {
    fastestMs: Math.min(...measured.map(({ step }) => step)) / 1e3,
    medianMs: median(measured.map(({ step }) => step)) / 1e3,
    stepToProducts: median(measured.map(({ step, product }) => step / product)),
    gflops: median(measured.map(({ gflops }) => gflops)),
    gflopsInCache: median(measured.map(({ inCache }) => inCache)),
    shareOfCache: median(measured.map(({ gflops, inCache }) => gflops / inCache)),
  };
}
