/**
 * The order in which a run sees its training digits: a pure function of the seed and the epoch, so that a resumed run and
 * a repeated one see the same digits in the same order, however the network delivered them.
 *
 * The first epoch goes shard by shard, so that training can begin when the first shard is here and the others are still on
 * their way. Later epochs mix everything.
 */
import { RANDOM_PURPOSE, randomKey, shuffle } from './random';

function countingUp(length: number): Uint32Array {
  const numbers = new Uint32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = i;
  return numbers;
}

/** Shard numbers in the order in which the first epoch trains on them. */
export function firstEpochShardOrder(seed: number, shardCount: number): Uint32Array {
  const shards = countingUp(shardCount);
  shuffle(shards, randomKey(seed, RANDOM_PURPOSE.shardOrder));
  return shards;
}

/** Every index of the training set, [shardCount * shardSize], once each, in the order in which `epoch` trains on them. */
export function epochOrder(seed: number, epoch: number, shardCount: number, shardSize: number): Uint32Array {
  const key = randomKey(seed, RANDOM_PURPOSE.exampleOrder, epoch);
  if (epoch > 0) {
    const order = countingUp(shardCount * shardSize);
    shuffle(order, key);
    return order;
  }
  const order = new Uint32Array(shardCount * shardSize);
  for (const [place, shard] of firstEpochShardOrder(seed, shardCount).entries()) {
    const start = place * shardSize;
    for (let i = 0; i < shardSize; i++) order[start + i] = shard * shardSize + i;
    shuffle(order, key, start, start + shardSize);
  }
  return order;
}
