/** Digits for one optimiser step. The arrays belong to whoever filled them, and may be overwritten by the next batch. */
export interface Batch {
  /** uint8 [count, 784], 255 = ink. */
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
}
