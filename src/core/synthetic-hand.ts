/**
 * Mixes digits drawn by a seeded hand into a run's batches, in the place of a few of MNIST's, so that a network learns ways of
 * writing that MNIST's writers did not have (see hand-models.ts). Measured on real pens, in the standard recipe: README.
 *
 * They come from a pool (drawn-pool.ts), and come back every few epochs; augmentation makes each another one each time. What a
 * step gets is a pure function of the seed and the step, so a resumed run sees what it would have seen.
 */
import type { Batch } from './batch';
import { type DrawnPool, POOL_SIZE } from './drawn-pool';
import { PIXEL_COUNT } from './network';
import { RANDOM_PURPOSE, randomKey, randomUint32 } from './random';

export class SyntheticHand {
  readonly #pool: DrawnPool;
  readonly #share: number;

  /** share: of the digits that are drawn ones, above 0 and up to 1. They are evenly spread, the first of all among them. */
  constructor(pool: DrawnPool, share: number) {
    this.#pool = pool;
    this.#share = share;
  }

  /**
   * Overwrites pixels and labels of some rows of a batch, and marks them in `drawn`, one byte per row, if there is one. first: the
   * place of its first digit in the run, from 0.
   */
  mixInto(
    batch: Pick<Batch, 'pixels' | 'labels' | 'count'> & { readonly drawn?: Uint8Array },
    first: number,
  ): void {
    const choice = randomKey(this.#pool.seed, RANDOM_PURPOSE.syntheticChoice);
    let nth = Math.max(0, Math.floor(first * this.#share) - 1);
    while (this.#placeOf(nth) < first) nth++;
    for (; this.#placeOf(nth) < first + batch.count; nth++) {
      const { pixels, label } = this.#pool.digit(randomUint32(choice, nth) % POOL_SIZE);
      const row = this.#placeOf(nth) - first;
      batch.pixels.set(pixels, row * PIXEL_COUNT);
      batch.labels[row] = label;
      if (batch.drawn) batch.drawn[row] = 1;
    }
  }

  /** Where the nth drawn digit stands in the run, from 0. */
  #placeOf(nth: number): number {
    return Math.round(nth / this.#share);
  }
}
