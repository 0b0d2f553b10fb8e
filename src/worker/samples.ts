import { PIXEL_COUNT } from '../core/network';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../core/random';
import type { DigitSource } from '../dataset/digit-source';
import type { Samples } from '../protocol/commands';

/**
 * `count` random digits from the training shards that are here; undefined when none is. The first handful (draw 0) comes
 * from the first shard that arrives, so that it can be shown at once.
 */
export function pickSamples(
  digits: DigitSource,
  shardOrder: Uint32Array,
  count: number,
  draw: number,
): Samples | undefined {
  const shards = [...shardOrder].filter((shard) => digits.isTrainShardHere(shard));
  if (shards.length === 0) return undefined;
  const key = randomKey(RANDOM_PURPOSE.samples, draw);
  const { pixels, labels } = digits.train;
  const picked = {
    pixels: new Uint8Array(count * PIXEL_COUNT),
    labels: new Uint8Array(count),
    indices: new Uint32Array(count),
  };
  for (let i = 0; i < count; i++) {
    const place = Math.floor(randomUniform(key, i) * shards.length * digits.shardSize);
    const shard = shards[Math.floor(place / digits.shardSize)]!;
    const index = shard * digits.shardSize + (place % digits.shardSize);
    picked.pixels.set(pixels.subarray(index * PIXEL_COUNT, (index + 1) * PIXEL_COUNT), i * PIXEL_COUNT);
    picked.labels[i] = labels[index]!;
    picked.indices[i] = index;
  }
  return picked;
}
