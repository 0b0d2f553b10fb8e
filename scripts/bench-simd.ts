/**
 * How fast the SIMD engine's two builds are on this machine, in Node: `npm run bench:simd`. For each net and each kind of
 * input, milliseconds per step and what bench-lab/simd-share.ts finds out; then what part of a step augmentation is; and what
 * threads gain, which `npm run bench:simd -- --threads` measures alone. `npm run bench` says the first for the browser.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Batch } from '../src/core/batch';
import { randomUniform } from '../src/core/random';
import { hasRelaxedSimd } from '../src/engine/simd/simd-support';
import { measureAugmentationShare } from './bench-lab/augmentation-share';
import { measureSimdShare } from './bench-lab/simd-share';
import { measureThreadGain } from './bench-lab/thread-gain';
import { KERNEL_BUILDS, type KernelBuild, buildKernels, kernelFile } from './build-kernels.ts';
import { allowRelaxedSimd } from './training/load-kernels';

const BATCH = 128;
const ROUNDS = 35;
const NETS = [
  [784, 128, 10],
  [784, 512, 512, 10],
];

const AUGMENTED_NETS = [
  [784, 128, 10],
  [784, 256, 128, 10],
];

const THREADED_NETS = [
  [784, 512, 512, 10],
  [784, 1024, 512, 10],
  [784, 128, 10],
];

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

async function row(module: WebAssembly.Module, net: number[], input: Input): Promise<string> {
  const share = await measureSimdShare(module, net, batchOf(input), ROUNDS);
  return [
    net.join('-'),
    input,
    share.fastestMs.toFixed(2),
    share.medianMs.toFixed(2),
    share.stepToProducts.toFixed(2),
    share.gflops.toFixed(1),
    share.gflopsInCache.toFixed(1),
    `${(100 * share.shareOfCache).toFixed(0)}%`,
  ].join(' | ');
}

async function augmentationRow(module: WebAssembly.Module, net: number[]): Promise<string> {
  const { medianMs, share } = await measureAugmentationShare(module, net, batchOf('strokes'), ROUNDS);
  return [net.join('-'), medianMs.toFixed(2), `${(100 * share).toFixed(0)}%`].join(' | ');
}

async function threadsRow(build: KernelBuild, net: number[], threads: number): Promise<string> {
  const kernels = { own: moduleOf(build), shared: moduleOf(build, true) };
  const options = { threads, rounds: ROUNDS };
  const found = await measureThreadGain(kernels, net, batchOf('strokes'), options);
  return [
    net.join('-'),
    threads,
    found.aloneMs.toFixed(2),
    found.togetherMs.toFixed(2),
    found.gain.toFixed(2),
    found.gainAtBest.toFixed(2),
  ].join(' | ');
}

const moduleOf = (build: KernelBuild, shared = false): WebAssembly.Module =>
  new WebAssembly.Module(readFileSync(kernelFile(build, shared)));

allowRelaxedSimd();
await buildKernels();
const builds = KERNEL_BUILDS.filter((build) => build !== 'relaxed' || hasRelaxedSimd());
const modules = builds.map((build) => moduleOf(build));

if (!process.argv.includes('--threads')) {
  console.log(
    '| build | net | input | ms/step, best | median | step : products | GFLOP/s | in cache | of that |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const [i, build] of builds.entries()) {
    for (const net of NETS) {
      for (const input of ['dense', 'strokes'] as const) {
        console.log(`| ${build} | ${await row(modules[i]!, net, input)} |`);
      }
    }
  }
  console.log('\n| build | net | ms/step with augmentation | of which augmentation |');
  console.log('|---|---|---|---|');
  for (const [i, build] of builds.entries()) {
    for (const net of AUGMENTED_NETS)
      console.log(`| ${build} | ${await augmentationRow(modules[i]!, net)} |`);
  }
}
console.log('\n| build | net | threads | ms/step, one, best | so many, best | gain, median | gain, best |');
console.log('|---|---|---|---|---|---|---|');
const cores = availableParallelism();
const fastest: KernelBuild = hasRelaxedSimd() ? 'relaxed' : 'baseline';
for (const net of THREADED_NETS) {
  for (const threads of [2, 4, 8].filter((number) => number <= cores))
    console.log(`| ${fastest} | ${await threadsRow(fastest, net, threads)} |`);
}
process.exit(0);
