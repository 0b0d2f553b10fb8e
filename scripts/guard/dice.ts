import { randomKey, randomUniform } from '../../src/core/random';

/** Random choices in a row, the same ones for the same parts of the key. */
export class Dice {
  readonly #key: number;
  #rolls = 0;

  constructor(...parts: readonly number[]) {
    this.#key = randomKey(...parts);
  }

  /** Evenly in [low, high). */
  uniform(low: number, high: number): number {
    return low + (high - low) * randomUniform(this.#key, this.#rolls++);
  }

  /** Evenly in [-limit, limit). */
  symmetric(limit: number): number {
    return this.uniform(-limit, limit);
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return Math.floor(this.uniform(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.uniform(0, 1) < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.whole(0, items.length - 1)]!;
  }
}
