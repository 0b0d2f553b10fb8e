/** Where a batch's digits come from, for an engine that keeps the whole set on its device. */
export interface BatchOrigin {
  /**
   * uint8 [n, 784], the whole set, of which row r of the batch is digit indices[r]. Always the same array for the same digits. Only the shards
   * that batches take digits from are complete; a shard that is complete stays as it is.
   */
  readonly pixels: Uint8Array;
  /** Digits per shard: shard s begins at digit s * shardSize. */
  readonly shardSize: number;
  /** uint8 [count]: 1 where the row is none of the set's digits. */
  readonly drawn: Uint8Array;
  /** uint8 [count, 784]: those rows' pixels; of the others nothing is said. */
  readonly drawnPixels: Uint8Array;
}

/** Digits for one optimiser step. The arrays belong to whoever filled them, and may be overwritten by the next batch. */
export interface Batch {
  /** uint8 [count, 784], 255 = ink. May be put together when it is first read. */
  readonly pixels: Uint8Array;
  /** uint8 [count], 0..9. */
  readonly labels: Uint8Array;
  /** uint32 [count]: each example's place in the training set. */
  readonly indices: Uint32Array;
  /** How many examples there are. The arrays may be longer: the last batch of an epoch is often short. */
  readonly count: number;
  /** The pass over the training set that this batch belongs to, from 0. */
  readonly epoch: number;
  /**
   * int16 [count, VARIANT_SIZE], see variant.ts: the variant of each digit that the engine is to train on in its stead. Left out
   * when there is no augmentation.
   */
  readonly variants?: Int16Array;
  /** Left out where digits come from anywhere. An engine that goes by it need not read `pixels`, which are then never put together. */
  readonly origin?: BatchOrigin;
}
