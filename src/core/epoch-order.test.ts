import { expect, test } from 'vitest';
import { epochOrder, firstEpochShardOrder } from './epoch-order';

const SHARDS = 11;
const SIZE = 500;
const orderOf = (seed: number, epoch: number): number[] => [...epochOrder(seed, epoch, SHARDS, SIZE)];
const everyIndex = Array.from({ length: SHARDS * SIZE }, (_, index) => index);
const sorted = (items: readonly number[]): number[] => items.toSorted((a, b) => a - b);

test.each([0, 1, 2, 29])('epoch %i sees every digit once, and not in file order', (epoch) => {
  expect(sorted(orderOf(42, epoch))).toEqual(everyIndex);
  expect(orderOf(42, epoch)).not.toEqual(everyIndex);
});

test('the same seed and epoch give the same order, any other a different one', () => {
  expect(orderOf(42, 0)).toEqual(orderOf(42, 0));
  expect(orderOf(42, 3)).toEqual(orderOf(42, 3));
  const orders = [orderOf(42, 0), orderOf(42, 1), orderOf(42, 2), orderOf(43, 0), orderOf(43, 1)];
  expect(new Set(orders.map(String)).size).toBe(orders.length);
});

test('the first epoch goes shard by shard, in the order announced, shuffled within each', () => {
  const order = orderOf(42, 0);
  const shardOrder = firstEpochShardOrder(42, SHARDS);
  expect(sorted([...shardOrder])).toEqual(everyIndex.slice(0, SHARDS));
  expect(shardOrder).not.toEqual(firstEpochShardOrder(43, SHARDS));
  const withinShard = Array.from(shardOrder, (shard, place) => {
    const block = order.slice(place * SIZE, (place + 1) * SIZE);
    expect(new Set(block.map((index) => Math.floor(index / SIZE)))).toEqual(new Set([shard]));
    return block.map((index) => index % SIZE);
  });
  expect(withinShard[0]).not.toEqual(everyIndex.slice(0, SIZE));
  expect(new Set(withinShard.map(String)).size).toBe(SHARDS);
});

test('later epochs mix the shards: the first batch of 128 draws on nearly all of them', () => {
  const shards = new Set(
    orderOf(42, 1)
      .slice(0, 128)
      .map((index) => Math.floor(index / SIZE)),
  );
  expect(shards.size).toBeGreaterThanOrEqual(SHARDS - 1);
});
