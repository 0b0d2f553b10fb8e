/** Digits to learn from and to be tried on, wherever they come from: the bundle, or the visitor's own files. */
import type { Dataset } from '../core/dataset';
import type { Result } from '../core/fault';
import type { LoadProgress } from './load-progress';

export interface DigitSet {
  /** uint8 [count, 784], 255 = ink. Anything where the digits are not here yet. Owned by the source; do not write. */
  readonly pixels: Uint8Array;
  /** uint8 [count], 0..9. Likewise. */
  readonly labels: Uint8Array;
  readonly count: number;
}

export interface DigitSource {
  /** What they are; the counts of its splits are those of the sets below. */
  readonly dataset: Dataset;
  readonly train: DigitSet;
  readonly validation: DigitSet;
  readonly test: DigitSet;
  /** Training digits come in shards of one size, which make up the whole. */
  readonly trainShardCount: number;
  readonly shardSize: number;
  readonly progress: LoadProgress;
  readonly isValidationHere: boolean;
  /** Brings what is not here yet. Further calls change nothing; after a fault another call brings only what is missing. */
  load(): Promise<Result<void>>;
  /** Only finds out how much there is to fetch, so that `progress` knows it. */
  measure(): Promise<Result<void>>;
  /** Sets the order in which training shards that have not begun yet are to come. */
  prioritise(shards: readonly number[]): void;
  isTrainShardHere(shard: number): boolean;
  /** Resolves when the shard's digits are in memory. Stays pending through faults: a later load() may bring them. */
  whenTrainShard(shard: number): Promise<void>;
  whenValidation(): Promise<void>;
  whenTest(): Promise<void>;
}
