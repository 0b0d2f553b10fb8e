import { beforeAll, expect, test } from 'vitest';
import { drawVariant } from '../core/augment';
import type { Batch } from '../core/batch';
import { epochOrder, firstEpochShardOrder } from '../core/epoch-order';
import { PIXEL_COUNT } from '../core/network';
import { VARIANT_SIZE } from '../core/variant';
import { BatchSource } from './batches';
import { DigitStore } from './digit-store';
import { FAKE_LAYOUT, fakeBundle, fakeLabel, fakePixel } from './testing/fake-bundle';
import { FakeServer } from './testing/fake-server';

const SEED = 7;
const BATCH_SIZE = 32; // 100 digits: three full batches and one of 4; batches straddle the shards of 20
const STEPS_PER_EPOCH = 4;

let bundle: Map<string, Uint8Array<ArrayBuffer>>;
beforeAll(async () => {
  bundle = await fakeBundle();
});

function openStore(shardOrder: readonly number[]): DigitStore {
  const server = new FakeServer(bundle);
  const { fetch, baseUrl } = server;
  const store = new DigitStore({ baseUrl, fetch, layout: FAKE_LAYOUT, concurrency: 1, onProgress: () => {} });
  store.prioritise(shardOrder);
  return store;
}

const copyOf = ({ pixels, labels, indices, variants, count, epoch }: Batch) => ({
  pixels: Buffer.from(pixels.subarray(0, count * PIXEL_COUNT)),
  labels: labels.slice(0, count),
  indices: indices.slice(0, count),
  variants: variants!.slice(0, count * VARIANT_SIZE),
  epoch,
});

/** The batches as text: comparing tens of thousands of bytes one by one is slow. */
const written = (batches: readonly ReturnType<typeof copyOf>[]): string[] =>
  batches.map(
    ({ pixels, labels, indices, variants }) =>
      `${indices.join()} ${labels.join()} ${variants.join()} ${pixels.toString('hex')}`,
  );

/** Takes these steps while the shards arrive in the given order. */
async function batchesOf(shardOrder: readonly number[], steps: readonly number[]) {
  const store = openStore(shardOrder);
  const source = new BatchSource(store, { seed: SEED, batchSize: BATCH_SIZE, augmentStrength: 0.7 });
  const loading = store.load();
  const batches = [];
  for (const step of steps) {
    const ready = source.ready(step);
    if (ready !== true) await ready;
    batches.push(copyOf(source.fill(step)));
  }
  await loading;
  return batches;
}

const firstEpoch = [0, 1, 2, 3];

test('an epoch gives every digit once, with its own label and pixels, in the order of the seed', async () => {
  for (const epoch of [0, 1, 2]) {
    const batches = await batchesOf(
      [0, 1, 2, 3, 4],
      firstEpoch.map((step) => epoch * STEPS_PER_EPOCH + step),
    );
    expect(batches.map((batch) => batch.labels.length)).toEqual([32, 32, 32, 4]);
    expect(batches.every((batch) => batch.epoch === epoch)).toBe(true);
    expect(batches.flatMap((batch) => [...batch.indices])).toEqual([...epochOrder(SEED, epoch, 5, 20)]);
    for (const { pixels, labels, indices } of batches) {
      expect([...labels]).toEqual([...indices].map(fakeLabel));
      const expected = Buffer.from(pixels).map((_, i) =>
        fakePixel(indices[Math.floor(i / PIXEL_COUNT)]!, i % PIXEL_COUNT),
      );
      expect(Buffer.compare(pixels, expected)).toBe(0);
    }
  }
});

test('the order in which the shards arrive changes nothing', async () => {
  const wanted = [...firstEpochShardOrder(SEED, 5)];
  const inOrder = await batchesOf(wanted, firstEpoch);
  expect(written(await batchesOf(wanted.toReversed(), firstEpoch))).toEqual(written(inOrder));
});

test('steps can be taken in any order, as a resumed run does', async () => {
  const forwards = await batchesOf([], [0, 1, 5, 9]);
  const backwards = await batchesOf([], [9, 5, 1, 0]);
  expect(written(backwards.toReversed())).toEqual(written(forwards));
});

test('the first epoch waits for the shards of the step only, later epochs for all', async () => {
  const [first, second, ...others] = firstEpochShardOrder(SEED, 5) as unknown as [
    number,
    number,
    ...number[],
  ];
  const here = new Set([first]);
  const pending = new Map<number, () => void>();
  const digits = {
    train: openStore([]).train,
    trainShardCount: 5,
    shardSize: 20,
    isTrainShardHere: (shard: number) => here.has(shard),
    whenTrainShard: (shard: number) =>
      new Promise<void>((resolve) => {
        pending.set(shard, resolve);
      }),
  };
  const source = new BatchSource(digits, { seed: SEED, batchSize: 20, augmentStrength: 0 });
  expect(source.ready(0)).toBe(true);
  expect(source.ready(1)).toBeInstanceOf(Promise);
  expect([...pending.keys()]).toEqual([second]);
  expect(() => source.fill(1)).toThrow(/not here/);

  pending.clear();
  const ready = source.ready(5);
  expect([...pending.keys()]).toEqual([second, ...others]);
  for (const [shard, resolve] of pending) {
    here.add(shard);
    resolve();
  }
  await ready;
  expect(source.ready(5)).toBe(true);
  expect(source.ready(1)).toBe(true);
});

test('each digit gets the variant of its place in the training set, of the epoch and the strength', async () => {
  const [, batch] = await batchesOf([], [0, 6]);
  const expected = new Int16Array(batch!.variants.length);
  batch!.indices.forEach((index, row) => drawVariant(expected, row, SEED, 1, index, 0.7));
  expect([...batch!.variants]).toEqual([...expected]);
});

test('without augmentation there are no variants', async () => {
  const store = openStore([]);
  await store.load();
  const source = new BatchSource(store, { seed: SEED, batchSize: BATCH_SIZE, augmentStrength: 0 });
  expect(source.fill(0).variants).toBeUndefined();
});

test('the same buffers serve every step', async () => {
  const store = openStore([]);
  await store.load();
  const source = new BatchSource(store, { seed: SEED, batchSize: BATCH_SIZE, augmentStrength: 0.7 });
  const first = source.fill(0);
  const { pixels, labels, indices, variants } = first;
  const later = source.fill(6);
  expect(later).toBe(first);
  expect(later.pixels).toBe(pixels);
  expect(later.labels).toBe(labels);
  expect(later.indices).toBe(indices);
  expect(later.variants).toBe(variants);
  expect(source.stepsPerEpoch).toBe(STEPS_PER_EPOCH);
});

test('a synthetic hand takes the same places of the run, whatever the batches, and leaves the others alone', async () => {
  const store = openStore(firstEpoch);
  await store.load();
  const epochOf = (batchSize: number, drawnDigits: number) => {
    const source = new BatchSource(store, { seed: SEED, batchSize, augmentStrength: 1, drawnDigits });
    // The second epoch, so that places do not begin at 0.
    const steps = Array.from({ length: source.stepsPerEpoch }, (_, step) => source.stepsPerEpoch + step);
    return steps.flatMap((step) => {
      const { pixels, labels } = copyOf(source.fill(step));
      return Array.from(
        { length: labels.length },
        (_, row) =>
          `${labels[row]} ${pixels.subarray(row * PIXEL_COUNT, (row + 1) * PIXEL_COUNT).toString('hex')}`,
      );
    });
  };
  const plain = epochOf(32, 0);
  const mixed = epochOf(32, 0.05);
  expect(mixed).toEqual(epochOf(9, 0.05));
  const changed = [...plain.keys()].filter((place) => plain[place] !== mixed[place]);
  expect(changed).toEqual([0, 20, 40, 60, 80]);
});

test('a batch names its digits’ places in the set, and all of them but the drawn ones are there', async () => {
  const store = openStore(firstEpoch);
  await store.load();
  const source = new BatchSource(store, {
    seed: SEED,
    batchSize: BATCH_SIZE,
    augmentStrength: 0,
    drawnDigits: 0.25,
  });
  for (const step of [0, 3, 5]) {
    const { pixels, indices, count, origin } = source.fill(step);
    const { drawn, drawnPixels, pixels: all, shardSize } = origin!;
    expect(all).toBe(store.train.pixels);
    expect(shardSize).toBe(store.shardSize);
    const rowOf = (from: Uint8Array, row: number) =>
      Buffer.from(from.subarray(row * PIXEL_COUNT, (row + 1) * PIXEL_COUNT)).toString('hex');
    const rows = Array.from({ length: count }, (_, row) => row);
    expect(rows.filter((row) => drawn[row] === 1).length).toBeGreaterThan(count / 8);
    for (const row of rows) {
      const place = rowOf(all, indices[row]!);
      if (drawn[row] === 1) expect(rowOf(drawnPixels, row)).toBe(rowOf(pixels, row));
      else expect(rowOf(pixels, row)).toBe(place);
      if (drawn[row] === 1) expect(rowOf(pixels, row)).not.toBe(place);
    }
  }
});
