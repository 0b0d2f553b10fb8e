/**
 * The pixels of a long list of digits, fetched from the worker in blocks as they are looked at. The blocks looked at last are
 * kept, so that scrolling back is instant and 70,000 digits never lie in memory twice.
 */
import { PIXEL_COUNT } from '../../../core/network';

export const BLOCK_SIZE = 256;
/** 64 blocks: 12.8 MB. */
const MOST_BLOCKS = 64;

export class PixelBlocks {
  readonly #indices: Uint32Array;
  readonly #fetch: (indices: Uint32Array) => Promise<Uint8Array>;
  /** In the order of their last use. */
  readonly #here = new Map<number, Uint8Array>();
  readonly #coming = new Map<number, Promise<Uint8Array>>();

  /** indices: the numbers of the digits; only read. */
  constructor(indices: Uint32Array, fetch: (indices: Uint32Array) => Promise<Uint8Array>) {
    this.#indices = indices;
    this.#fetch = fetch;
  }

  /** uint8 [784] of the digit at a place of the list; undefined while its block is not here. Belongs to the cache. */
  peek(place: number): Uint8Array | undefined {
    const number = Math.floor(place / BLOCK_SIZE);
    const block = this.#here.get(number);
    if (!block) return undefined;
    this.#here.delete(number);
    this.#here.set(number, block);
    const from = (place % BLOCK_SIZE) * PIXEL_COUNT;
    return block.subarray(from, from + PIXEL_COUNT);
  }

  /** Resolves when all these places can be peeked at: `count` of them, from `start` on. */
  async load(start: number, count: number): Promise<void> {
    const first = Math.floor(start / BLOCK_SIZE);
    const last = Math.floor((start + count - 1) / BLOCK_SIZE);
    const missing = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
      (number) => !this.#here.has(number),
    );
    await Promise.all(missing.map((number) => this.#bring(number)));
  }

  #bring(number: number): Promise<Uint8Array> {
    const underWay = this.#coming.get(number);
    if (underWay) return underWay;
    const start = number * BLOCK_SIZE;
    const coming = this.#fetch(this.#indices.slice(start, start + BLOCK_SIZE)).then((block) => {
      this.#coming.delete(number);
      this.#here.set(number, block);
      for (const oldest of this.#here.keys()) {
        if (this.#here.size <= MOST_BLOCKS) break;
        this.#here.delete(oldest);
      }
      return block;
    });
    this.#coming.set(number, coming);
    return coming;
  }
}
