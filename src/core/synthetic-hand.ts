/**
 * Mixes digits drawn by a seeded hand into a run's batches, in the place of a few of MNIST's, so that a network learns ways of
 * writing that MNIST's writers did not have (see hand-models.ts). Measured on real pens, in the standard recipe: README.
 *
 * Drawing a digit takes a tenth of a millisecond, so each is drawn once, kept, and comes back every few epochs;
 * augmentation makes it another one each time. What a step gets is a pure function of the seed and the step, so a resumed
 * run sees what it would have seen.
 */
import type { Batch } from './batch';
import { PIXEL_COUNT } from './network';
import { RANDOM_PURPOSE, randomKey, randomUint32 } from './random';
import { drawSyntheticDigit, type SyntheticDigit } from './synthetic-digits';

/** In training, one digit in so many is drawn. */
export const SYNTHETIC_SPACING = 20;
const POOL_SIZE = 4096;

export class SyntheticHand {
  readonly #seed: number;
  readonly #spacing: number;
  readonly #pool: SyntheticDigit[] = [];

  /** spacing: one digit in so many is drawn. */
  constructor(seed: number, spacing = SYNTHETIC_SPACING) {
    this.#seed = seed;
    this.#spacing = spacing;
  }

  /** Overwrites pixels and labels of some rows of a batch. first: the place of its first digit in the run, from 0. */
  mixInto(batch: Batch, first: number): void {
    const choice = randomKey(this.#seed, RANDOM_PURPOSE.syntheticChoice);
    const start = Math.ceil(first / this.#spacing) * this.#spacing;
    for (let place = start; place < first + batch.count; place += this.#spacing) {
      const { pixels, label } = this.#digit(randomUint32(choice, place / this.#spacing) % POOL_SIZE);
      const row = place - first;
      batch.pixels.set(pixels, row * PIXEL_COUNT);
      batch.labels[row] = label;
    }
  }

  #digit(slot: number): SyntheticDigit {
    return (this.#pool[slot] ??= drawSyntheticDigit(
      randomKey(this.#seed, RANDOM_PURPOSE.syntheticDigit, slot),
    ));
  }
}
