/** The digits of a set that the visitor has brought in: all in memory from the start, in one shard. */
import type { Dataset } from '../core/dataset';
import { ok } from '../core/fault';
import { PIXEL_COUNT } from '../core/network';
import type { Split } from '../core/splits';
import type { DigitSet, DigitSource } from './digit-source';

const here = (): Promise<void> => Promise.resolve();

/**
 * pixels: uint8 [n, 784], 255 = ink; labels: uint8 [n]; both split by split as the set's ranges say, and owned by what is
 * returned. Throws RangeError when there are not as many as the set says.
 */
export function ownDigits(dataset: Dataset, pixels: Uint8Array, labels: Uint8Array): DigitSource {
  const { splits } = dataset;
  const count = splits.test.start + splits.test.count;
  if (labels.length !== count || pixels.length !== count * PIXEL_COUNT)
    throw new RangeError(`${labels.length} labels and ${pixels.length} pixels for ${count} digits`);
  const part = (split: Split): DigitSet => {
    const { start, count } = splits[split];
    return {
      pixels: pixels.subarray(start * PIXEL_COUNT, (start + count) * PIXEL_COUNT),
      labels: labels.subarray(start, start + count),
      count,
    };
  };
  return {
    dataset,
    train: part('train'),
    validation: part('validation'),
    test: part('test'),
    trainShardCount: 1,
    shardSize: splits.train.count,
    progress: {
      loadedBytes: pixels.length,
      totalBytes: pixels.length,
      readyTrainShards: 1,
      trainShardCount: 1,
      testReady: true,
      validationReady: true,
    },
    isValidationHere: true,
    load: () => Promise.resolve(ok(undefined)),
    measure: () => Promise.resolve(ok(undefined)),
    prioritise: () => {},
    isTrainShardHere: () => true,
    whenTrainShard: here,
    whenValidation: here,
    whenTest: here,
  };
}
