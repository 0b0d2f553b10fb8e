/**
 * How fast the SIMD engine is on this machine: `npx tsx scripts/bench-simd.ts`. Prints, for each net and each kind of
 * input, milliseconds per step, the share of the matrix products in it, and their GFLOP/s next to the best that the same
 * micro-kernel reaches with all its data in the first-level cache.
 *
 * Everything is measured in turn, over and over, so that a slow moment of the machine hits all alike; the ratios are medians of
 * pairs measured next to each other, the times are the fastest (what the machine can do) and the median (what it did).
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { Batch } from '../src/core/batch';
import { initialState } from '../src/core/initial-weights';
import { randomUniform } from '../src/core/random';
import type { EngineConfig } from '../src/engine/engine';
import type { Kernels } from '../src/engine/simd/kernels';
import { instantiateKernels } from '../src/engine/simd/kernels';
import type { MemoryLayout } from '../src/engine/simd/memory-layout';
import { planMemory } from '../src/engine/simd/memory-layout';
import { SimdEngine } from '../src/engine/simd/simd-engine';
import { hasRelaxedSimd } from '../src/engine/simd/simd-support';
import { KERNEL_BUILDS, buildKernels, kernelFile } from './build-kernels.ts';

const BATCH = 128;
const ROUNDS = 40;
const ROUND_MS = 15;
const NETS = [
  [784, 128, 10],
  [784, 512, 512, 10],
];
const HYPER = { learningRate: 0.001, weightDecay: 0, dropout: 0, labelSmoothing: 0 };

/** 'dense': noise without a blank pixel. 'strokes': three pixels wide, a fifth of the picture inked, as in MNIST. */
type Input = 'dense' | 'strokes';

function batchOf(input: Input): Batch {
  const pixels = new Uint8Array(BATCH * 784);
  const labels = Uint8Array.from({ length: BATCH }, (_, row) => row % 10);
  if (input === 'dense') pixels.forEach((_, i) => (pixels[i] = 1 + 250 * randomUniform(1, i)));
  else for (let row = 0; row < BATCH; row++) drawStrokes(pixels.subarray(row * 784, (row + 1) * 784), row);
  return { pixels, labels, indices: new Uint32Array(BATCH), count: BATCH, epoch: 0 };
}

/** A wandering pen, inside the central 20 x 20 pixels that MNIST's digits fill. */
function drawStrokes(picture: Uint8Array, key: number): void {
  let x = 14;
  let y = 8;
  let direction = 6 * randomUniform(key, 0);
  for (let i = 1; i < 60; i++) {
    direction += 1.6 * (randomUniform(key, i) - 0.5);
    x = Math.min(21, Math.max(5, x + Math.cos(direction)));
    y = Math.min(21, Math.max(5, y + Math.sin(direction)));
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) picture[28 * Math.round(y + dy) + Math.round(x + dx)] = 200;
    }
  }
}

/**
 * The products of a step and nothing else, panel by panel as the engine does them. The first layer's operands have to be
 * packed before they can be multiplied, so that is part of its product (but not of the GFLOP/s).
 */
function products(k: Kernels, layout: MemoryLayout): void {
  const { layers, rowTiles: tiles, columnGroups: groups, activationStride: stride, zeros } = layout;
  pack(k, layout);
  layers.forEach((layer, l) => {
    const below = layers[l - 1];
    for (let panel = 0; panel < layer.panels; panel++) {
      const kernel = layer.weights.kernel + panel * layer.kernelStride;
      const output = layer.output + panel * stride;
      const gradient = layer.gradient + panel * stride;
      if (below) {
        k.multiplyPanel(below.output, stride, layer.inputPanels, BATCH, kernel, zeros, output);
        k.outerPanel(below.output, stride, layer.inputPanels, BATCH, gradient, layout.kernelGradient);
      } else {
        k.multiplyPixels(tiles.values, tiles.offsets, tiles.counts, BATCH, kernel, zeros, output);
        const out = layout.kernelGradient;
        k.outerPixels(groups.values, groups.offsets, groups.counts, layout.capacity, gradient, zeros, out);
      }
    }
    if (!below) return;
    for (let panel = 0; panel < below.panels; panel++) {
      const transposed = layer.transposed + panel * layer.transposedStride;
      const out = below.gradient + panel * stride;
      k.multiplyPanel(layer.gradient, stride, layer.panels, BATCH, transposed, zeros, out);
    }
  });
}

function pack(k: Kernels, { pixels, rowTiles: tiles, columnGroups: groups, ...layout }: MemoryLayout): void {
  k.packRowTiles(pixels, BATCH, tiles.values, tiles.offsets, tiles.counts, layout.scratch);
  k.packColumnGroups(pixels, BATCH, layout.capacity, groups.values, groups.offsets, groups.counts);
}

/** Multiplications and additions that products() really does: padding counted, blank pixels not. */
function flopCount(layout: MemoryLayout, memory: ArrayBuffer): number {
  const counts = new Int32Array(memory);
  const sum = (from: number, length: number): number =>
    counts.subarray(from / 4, from / 4 + length).reduce((a, b) => a + b);
  const { layers, rowTiles, columnGroups } = layout;
  const sparseEntries = sum(rowTiles.counts, BATCH / 4) + sum(columnGroups.counts, 196);
  const dense = layers.slice(1).map((layer) => 3 * BATCH * layer.inputPanels * layer.panels * 64);
  return 2 * (sparseEntries * 32 * layers[0]!.panels + dense.reduce((a, b) => a + b, 0));
}

/** Microseconds per call. */
function time(run: () => void): number {
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < ROUND_MS) {
    run();
    calls++;
  }
  return (1000 * (performance.now() - start)) / calls;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function measure(module: WebAssembly.Module, layerSizes: number[], input: Input): Promise<string> {
  const network = { layerSizes, activation: 'relu' } as const;
  const config: EngineConfig = { network, optimizer: 'adam', maxBatchSize: BATCH, seed: 1 };
  const state = initialState(network, 'adam', 1);
  const engine = new SimdEngine(module);
  await engine.init(config, state);
  const batch = batchOf(input);

  const layout = planMemory(config);
  const { kernels: k, memory } = await instantiateKernels(module, layout.pages);
  new Float32Array(memory.buffer).forEach((_, i, all) => (all[i] = 0.1 + (i % 7) / 7));
  new Uint8Array(memory.buffer).set(batch.pixels, layout.pixels);
  pack(k, layout);
  const flops = flopCount(layout, memory.buffer);
  // In the cache: 4 rows of 128 numbers (2 KB) by a panel of 128 (4 KB).
  const panels = 16;
  const peakFlops = 2 * 32 * 8 * panels;
  const { gradient } = layout.layers[0]!;
  const { kernel } = layout.layers[0]!.weights;

  const rounds = Array.from({ length: ROUNDS }, () => ({
    step: time(() => engine.step(batch, HYPER)),
    products: time(() => products(k, layout)),
    packing: time(() => pack(k, layout)),
    peak: time(() => {
      for (let i = 0; i < 100; i++)
        k.multiplyPanel(gradient, 160, panels, 4, kernel, layout.zeros, layout.kernelGradient);
    }),
  })).slice(5);
  const gflops = (r: (typeof rounds)[number]): number => flops / (r.products - r.packing) / 1e3;
  const peak = (r: (typeof rounds)[number]): number => (100 * peakFlops) / r.peak / 1e3;
  const fastest = Math.min(...rounds.map((r) => r.step)) / 1e3;
  return [
    layerSizes.join('-'),
    input,
    fastest.toFixed(2),
    (median(rounds.map((r) => r.step)) / 1e3).toFixed(2),
    median(rounds.map((r) => r.step / r.products)).toFixed(2),
    median(rounds.map(gflops)).toFixed(1),
    median(rounds.map(peak)).toFixed(1),
    `${(100 * median(rounds.map((r) => gflops(r) / peak(r)))).toFixed(0)}%`,
  ].join(' | ');
}

if (!hasRelaxedSimd()) setFlagsFromString('--experimental-wasm-relaxed-simd');
await buildKernels();
console.log(
  '| build | net | input | ms/step, best | median | step : products | GFLOP/s | in cache | of that |',
);
console.log('|---|---|---|---|---|---|---|---|---|');
for (const build of KERNEL_BUILDS) {
  if (build === 'relaxed' && !hasRelaxedSimd()) continue;
  const module = new WebAssembly.Module(readFileSync(kernelFile(build)));
  for (const net of NETS) {
    for (const input of ['dense', 'strokes'] as const) {
      console.log(`| ${build} | ${await measure(module, net, input)} |`);
    }
  }
}
