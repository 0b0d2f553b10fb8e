import { expect, it } from 'vitest';
import { DrawnPool, drawnPool, POOL_SIZE } from './drawn-pool';
import { RANDOM_PURPOSE, randomKey } from './random';
import { drawSyntheticDigit } from './synthetic-digits';

it('draws every digit ahead but those that are there, and gives the same ones out afterwards', () => {
  const pool = new DrawnPool(42, (key) => ({ pixels: Uint8Array.of(key), label: key % 10 }));
  const asked = pool.digit(7);
  let drawn = 0;
  for (const _ of pool.drawAhead()) drawn++;
  expect(drawn).toBe(POOL_SIZE - 1);
  expect(pool.drawnCount).toBe(POOL_SIZE);
  expect(pool.digit(7)).toBe(asked);
  expect([...pool.drawAhead()]).toEqual([]);
});

it('draws the digit that seed and slot name', () => {
  const key = randomKey(42, RANDOM_PURPOSE.syntheticDigit, 99);
  expect(new DrawnPool(42).digit(99)).toEqual(drawSyntheticDigit(key));
});

it('keeps the pool of the latest seed', () => {
  const first = drawnPool(1);
  expect(drawnPool(1)).toBe(first);
  expect(drawnPool(2).seed).toBe(2);
  expect(drawnPool(1)).not.toBe(first);
});
