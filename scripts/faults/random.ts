/** Seeded random choices, one after the other: the same seed makes the same hard days. */
import { randomKey, randomUniform } from '../../src/core/random';

export class Random {
  readonly #key: number;
  #index = 0;

  constructor(...seed: readonly number[]) {
    this.#key = randomKey(...seed);
  }

  /** In [from, to). */
  between(from: number, to: number): number {
    return from + randomUniform(this.#key, this.#index++) * (to - from);
  }

  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to));
  }

  of<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('nothing to choose from');
    return items[this.whole(0, items.length)]!;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: this.between(0, 1) }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}
