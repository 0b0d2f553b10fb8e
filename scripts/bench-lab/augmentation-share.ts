/** What part of the SIMD engine's step augmentation is, drawing its random numbers included. Runs wherever WebAssembly does. */
import { drawVariant } from '../../src/core/augment';
import type { Batch } from '../../src/core/batch';
import { initialState } from '../../src/core/initial-weights';
import { applyVariant, VARIANT_SIZE } from '../../src/core/variant';
import { SimdEngine } from '../../src/engine/simd/simd-engine';
import { median } from './statistics';
import { time } from './time';

const WARM_UP_ROUNDS = 5;
const HYPER = { learningRate: 0.001, weightDecay: 0, dropout: 0, labelSmoothing: 0 };
const SEED = 1;

export interface AugmentationShare {
  /** Milliseconds per step with augmentation: the median. */
  readonly medianMs: number;
  /** What augmentation is of it, 0..1: the median of pairs of rounds. */
  readonly share: number;
}

/**
 * Steps that make their variants against steps that are given the same ones ready-made, in turn. (Not against steps on the digits as
 * they are, which have more blank pixels.)
 */
export async function measureAugmentationShare(
  module: WebAssembly.Module,
  layerSizes: readonly number[],
  digits: Batch,
  rounds: number,
): Promise<AugmentationShare> {
  const { count } = digits;
  const network = { layerSizes, activation: 'relu' } as const;
  const engine = new SimdEngine(module);
  await engine.init(
    { network, optimizer: 'adam', maxBatchSize: count, seed: SEED },
    initialState(network, 'adam', SEED),
  );
  const variants = new Int16Array(count * VARIANT_SIZE);
  const draw = (): void => {
    for (let row = 0; row < count; row++) drawVariant(variants, row, SEED, 0, row, 1);
  };
  draw();
  const augmented: Batch = { ...digits, variants };
  const ready: Batch = { ...digits, pixels: new Uint8Array(count * 784) };
  for (let row = 0; row < count; row++) {
    applyVariant(variants, row, digits.pixels, row * 784, ready.pixels, row * 784);
  }
  const measured = Array.from({ length: rounds + WARM_UP_ROUNDS }, () => {
    const plain = time(() => engine.step(ready, HYPER));
    const whole = time(() => {
      draw();
      engine.step(augmented, HYPER);
    });
    return { whole, share: 1 - plain / whole };
  }).slice(WARM_UP_ROUNDS);
  return {
    medianMs: median(measured.map(({ whole }) => whole)) / 1e3,
    share: median(measured.map(({ share }) => share)),
  };
}
