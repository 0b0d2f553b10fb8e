/**
 * Turns a step number into the digits of that step. Any step can be asked for at any time, so a resumed run goes on where it
 * was; the answer depends on the seed and the step alone, never on when the digits arrived.
 *
 * ready() is synchronous once the digits are here, so that a training loop need not yield between steps; fill() writes into
 * the same buffers every time.
 */
import { drawVariant } from '../core/augment';
import type { Batch, BatchOrigin } from '../core/batch';
import { drawnPool } from '../core/drawn-pool';
import { epochOrder, firstEpochShardOrder } from '../core/epoch-order';
import { PIXEL_COUNT } from '../core/network';
import { SyntheticHand } from '../core/synthetic-hand';
import { VARIANT_SIZE } from '../core/variant';
import type { DigitSource } from './digit-source';

export interface BatchOptions {
  /** Fixes the order of the digits, and their variants. */
  readonly seed: number;
  readonly batchSize: number;
  /** How far variants may stray from the digits; 0 for digits as they are. See core/augment.ts. */
  readonly augmentStrength: number;
  /** Share of the digits that are drawn ones, 0 to 1; see core/synthetic-hand.ts. Left out: none. */
  readonly drawnDigits?: number;
}

type TrainingDigits = Pick<
  DigitSource,
  'train' | 'trainShardCount' | 'shardSize' | 'isTrainShardHere' | 'whenTrainShard'
>;

/** The last batch of an epoch may be short. */
export const stepsPerEpoch = (trainCount: number, batchSize: number): number =>
  Math.ceil(trainCount / batchSize);

export class BatchSource {
  readonly stepsPerEpoch: number;
  readonly #digits: TrainingDigits;
  readonly #options: BatchOptions;
  readonly #batch: { -readonly [Key in keyof Batch]: Batch[Key] };
  readonly #origin: BatchOrigin;
  /** Of the batch: complete only once somebody has asked for its pixels. */
  readonly #pixels: Uint8Array;
  #areGathered = true;
  readonly #shardOrder: readonly number[];
  readonly #hand: SyntheticHand | undefined;
  #order: Uint32Array = new Uint32Array();
  #orderEpoch = -1;
  #allHere = false;

  constructor(digits: TrainingDigits, options: BatchOptions) {
    this.#digits = digits;
    this.#options = options;
    const { batchSize, augmentStrength, drawnDigits = 0 } = options;
    this.stepsPerEpoch = stepsPerEpoch(digits.train.count, batchSize);
    this.#shardOrder = [...firstEpochShardOrder(options.seed, digits.trainShardCount)];
    this.#hand = drawnDigits > 0 ? new SyntheticHand(drawnPool(options.seed), drawnDigits) : undefined;
    const pixels = new Uint8Array(batchSize * PIXEL_COUNT);
    this.#pixels = pixels;
    this.#origin = {
      pixels: digits.train.pixels,
      shardSize: digits.shardSize,
      drawn: new Uint8Array(batchSize),
      drawnPixels: pixels,
    };
    const gathered = (): Uint8Array => this.#gathered();
    this.#batch = {
      get pixels() {
        return gathered();
      },
      origin: this.#origin,
      labels: new Uint8Array(batchSize),
      indices: new Uint32Array(batchSize),
      count: 0,
      epoch: 0,
      ...(augmentStrength > 0 ? { variants: new Int16Array(batchSize * VARIANT_SIZE) } : {}),
    };
  }

  /** Whether the digits of this step (counted from 0 over the whole run) are in memory; if not, when they will be. */
  ready(step: number): true | Promise<void> {
    if (this.#allHere) return true;
    const isMissing = (shard: number): boolean => !this.#digits.isTrainShardHere(shard);
    this.#allHere = !this.#shardOrder.some(isMissing);
    const missing = this.#shardsOf(step).filter(isMissing);
    if (missing.length === 0) return true;
    return Promise.all(missing.map((shard) => this.#digits.whenTrainShard(shard))).then(() => undefined);
  }

  /**
   * The digits of this step. The batch and its arrays are reused: they hold until the next call. The last batch of an epoch
   * may be short. Throws when the digits are not here, which ready() would have told.
   */
  fill(step: number): Batch {
    if (this.ready(step) !== true) throw new Error(`the digits of step ${step} are not here yet`);
    const { labels, indices, variants } = this.#batch;
    const { train } = this.#digits;
    const { start, end } = this.#range(step);
    const { seed, augmentStrength } = this.#options;
    const order = this.#orderOf(step);
    const epoch = this.#epochOf(step);
    for (let row = 0; row < end - start; row++) {
      const index = order[start + row]!;
      labels[row] = train.labels[index]!;
      indices[row] = index;
      if (variants) drawVariant(variants, row, seed, epoch, index, augmentStrength);
    }
    this.#batch.count = end - start;
    this.#batch.epoch = epoch;
    const { drawn } = this.#origin;
    drawn.fill(0);
    this.#hand?.mixInto(
      { pixels: this.#pixels, labels, count: end - start, drawn },
      epoch * train.count + start,
    );
    this.#areGathered = false;
    return this.#batch;
  }

  /** The batch's pixels, copied together when they are first asked for: engines that keep the digits on a device never do. */
  #gathered(): Uint8Array {
    if (this.#areGathered) return this.#pixels;
    this.#areGathered = true;
    const { count, indices } = this.#batch;
    const { pixels, drawn } = this.#origin;
    for (let row = 0; row < count; row++) {
      if (drawn[row]) continue;
      // A short-lived view per digit is garbage, but three times as fast as copying word by word without one.
      const from = indices[row]! * PIXEL_COUNT;
      this.#pixels.set(pixels.subarray(from, from + PIXEL_COUNT), row * PIXEL_COUNT);
    }
    return this.#pixels;
  }

  #epochOf(step: number): number {
    return Math.floor(step / this.stepsPerEpoch);
  }

  /** The step's places in the order of its epoch. */
  #range(step: number): { start: number; end: number } {
    const { batchSize } = this.#options;
    const start = (step % this.stepsPerEpoch) * batchSize;
    return { start, end: Math.min(start + batchSize, this.#digits.train.count) };
  }

  #orderOf(step: number): Uint32Array {
    const epoch = this.#epochOf(step);
    if (epoch !== this.#orderEpoch) {
      const { trainShardCount, shardSize } = this.#digits;
      this.#order = epochOrder(this.#options.seed, epoch, trainShardCount, shardSize);
      this.#orderEpoch = epoch;
    }
    return this.#order;
  }

  /** The shards that a step takes digits from. Only the first epoch goes shard by shard; for later ones it is all of them. */
  #shardsOf(step: number): readonly number[] {
    if (this.#epochOf(step) > 0) return this.#shardOrder;
    const { shardSize } = this.#digits;
    const { start, end } = this.#range(step);
    return this.#shardOrder.slice(Math.floor(start / shardSize), Math.ceil(end / shardSize));
  }
}
