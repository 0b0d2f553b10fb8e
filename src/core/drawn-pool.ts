/**
 * The digits that a seeded hand mixes into batches. Drawing one takes a tenth of a millisecond, so each is drawn once, when it is first
 * asked for or before, kept, and comes back every few epochs.
 */
import { RANDOM_PURPOSE, randomKey } from './random';
import { drawSyntheticDigit, type SyntheticDigit } from './synthetic-digits';

/** 13 MB when all are drawn. What more of them bring: README. */
export const POOL_SIZE = 16_384;

export class DrawnPool {
  readonly seed: number;
  readonly #draw: typeof drawSyntheticDigit;
  readonly #digits: (SyntheticDigit | undefined)[] = Array.from({ length: POOL_SIZE });
  #drawnCount = 0;

  /** draw: left out but in tests. */
  constructor(seed: number, draw = drawSyntheticDigit) {
    this.seed = seed;
    this.#draw = draw;
  }

  get drawnCount(): number {
    return this.#drawnCount;
  }

  /** The digit in a slot, 0 to POOL_SIZE - 1: a pure function of seed and slot. */
  digit(slot: number): SyntheticDigit {
    const known = this.#digits[slot];
    if (known) return known;
    this.#drawnCount++;
    const drawn = this.#draw(randomKey(this.seed, RANDOM_PURPOSE.syntheticDigit, slot));
    this.#digits[slot] = drawn;
    return drawn;
  }

  /** Draws those that nobody has asked for yet, one between any two yields. */
  *drawAhead(): Generator<void, void> {
    for (let slot = 0; slot < POOL_SIZE; slot++) {
      if (this.#digits[slot]) continue;
      this.digit(slot);
      yield;
    }
  }
}

let latest: DrawnPool | undefined;

/** The pool of a seed. That of the latest seed is kept: timing engines, and one run after another, draw no digit twice. */
export function drawnPool(seed: number): DrawnPool {
  if (latest?.seed !== seed) latest = new DrawnPool(seed);
  return latest;
}
