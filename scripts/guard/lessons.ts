import { drawVariant } from '../../src/core/augment';
import type { Experiment } from '../../src/core/experiment';
import { initialState } from '../../src/core/initial-weights';
import { type LayerWeights, PIXEL_COUNT } from '../../src/core/network';
import { randomKey, shuffle } from '../../src/core/random';
import { learningRateAt } from '../../src/core/schedule';
import { VARIANT_SIZE } from '../../src/core/variant';
import { SimdEngine } from '../../src/engine/simd/simd-engine';
import { engineConfig, networkOf } from '../../src/worker/engine-config';
import type { Examples } from './examples';

/** How the guard is trained. */
export const GUARD_EXPERIMENT: Experiment = {
  data: 'mnist',
  engine: 'simd',
  hidden: [320, 64],
  activation: 'relu',
  firstLayer: 'gabor',
  optimizer: 'adamw',
  learningRate: 0.002,
  schedule: 'cosine',
  batchSize: 128,
  epochs: 18,
  dropout: 0.05,
  weightDecay: 0.01,
  labelSmoothing: 0,
  augment: true,
  augmentStrength: 0.5,
  // Its lessons are all drawn already: see examples.ts.
  drawnDigits: 0,
  patience: 0,
  seed: 11,
};

/** The trained weights. The same examples give the same weights on the same machine. */
export async function trainGuard(
  kernels: WebAssembly.Module,
  { pixels, labels, count }: Examples,
  log: (line: string) => void,
): Promise<readonly LayerWeights[]> {
  const { batchSize, epochs, schedule, learningRate, seed } = GUARD_EXPERIMENT;
  const { weightDecay, dropout, labelSmoothing, firstLayer, augmentStrength } = GUARD_EXPERIMENT;
  const engine = new SimdEngine(kernels);
  const state = initialState(networkOf(GUARD_EXPERIMENT), GUARD_EXPERIMENT.optimizer, seed, firstLayer);
  await engine.init(engineConfig(GUARD_EXPERIMENT), state);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const steps = Math.floor(count / batchSize);
  const batch = new Uint8Array(batchSize * PIXEL_COUNT);
  const variants = new Int16Array(batchSize * VARIANT_SIZE);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, randomKey(seed, epoch));
    for (let step = 0; step < steps; step++) {
      const indices = order.subarray(step * batchSize, (step + 1) * batchSize);
      for (const [row, index] of indices.entries()) {
        batch.set(pixels.subarray(index * PIXEL_COUNT, (index + 1) * PIXEL_COUNT), row * PIXEL_COUNT);
        drawVariant(variants, row, seed, epoch, index, augmentStrength);
      }
      const rate = learningRateAt(schedule, learningRate, engine.stepCount, steps * epochs);
      engine.step(
        {
          pixels: batch,
          labels: Uint8Array.from(indices, (index) => labels[index]!),
          indices,
          variants,
          count: batchSize,
          epoch,
        },
        { learningRate: rate, weightDecay, dropout, labelSmoothing },
      );
    }
    const { loss, accuracyFraction } = await engine.readMetrics();
    log(`epoch ${epoch + 1} of ${epochs}: loss ${loss.toFixed(4)}, right ${accuracyFraction.toFixed(4)}`);
  }
  const { weights } = await engine.exportState();
  engine.dispose();
  return weights;
}
