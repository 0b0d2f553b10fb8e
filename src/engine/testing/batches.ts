/** Batches that can be learned, and numbers that say how far apart two results are. For tests only. */
import { drawVariant } from '../../core/augment';
import type { Batch } from '../../core/batch';
import type { LayerWeights } from '../../core/network';
import { PIXEL_COUNT } from '../../core/network';
import { randomUniform } from '../../core/random';
import { VARIANT_SIZE } from '../../core/variant';

/**
 * Digits of a kind: a bright ragged bar, whose place depends on the label, on ground that is blank but for a few specks. Four
 * fifths of the pixels are zero, as in MNIST. `background` fills the blank ones with noise.
 */
export function barBatch(seed: number, count: number, background = false): Batch {
  const pixels = new Uint8Array(count * PIXEL_COUNT);
  const labels = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const key = seed * 4099 + row;
    const label = Math.floor(randomUniform(key, 0) * 10);
    labels[row] = label;
    for (let i = 0; i < PIXEL_COUNT; i++) {
      const random = randomUniform(key, i + 1);
      const bar = Math.abs(Math.floor(i / 78) - label) <= 1 && random < 0.6;
      const speck = background || random > 0.97;
      pixels[row * PIXEL_COUNT + i] = bar ? 100 + 255 * random : speck ? 1 + 80 * random : 0;
    }
  }
  return { pixels, labels, indices: Uint32Array.from(labels.keys()), count, epoch: 0 };
}

/** The same batch with variants of its digits, as a run with this seed and strength draws them. */
export function augmented(batch: Batch, seed: number, strength: number): Batch {
  const variants = new Int16Array(batch.count * VARIANT_SIZE);
  batch.indices.forEach((index, row) => drawVariant(variants, row, seed, batch.epoch, index, strength));
  return { ...batch, variants };
}

/** |a - b| over the whole array relative to |b| (Euclidean norms). */
export function relativeDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    norm += b[i]! ** 2;
  }
  return Math.sqrt(difference / Math.max(norm, 1e-30));
}

/** The greatest relativeDistance of any kernel or bias. */
export function worstDistance(
  ours: readonly LayerWeights[],
  theirs: readonly { readonly kernel: ArrayLike<number>; readonly bias: ArrayLike<number> }[],
): number {
  return Math.max(
    ...ours.flatMap(({ kernel, bias }, layer) => [
      relativeDistance(kernel, theirs[layer]!.kernel),
      relativeDistance(bias, theirs[layer]!.bias),
    ]),
  );
}
