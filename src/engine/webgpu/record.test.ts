import { expect, it } from 'vitest';
import type { Batch } from '../../core/batch';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../../core/random';
import { VARIANT_SIZE } from '../../core/variant';
import { barBatch } from '../testing/batches';
import {
  DIGIT_WORDS,
  HEAD,
  HEAD_WORDS,
  NOWHERE,
  recordWords,
  STAGED,
  VARIANT_WORDS,
  viewsOf,
  writeRecord,
} from './record';

const HYPER = { learningRate: 0.25, weightDecay: 0.5, dropout: 0.3, labelSmoothing: 0.125 };
const common = { hyper: HYPER, stepIndex: 4, seed: 9, hiddenLayers: 3, keepTotals: true };

const blank = () => {
  const views = viewsOf(new ArrayBuffer(4 * 4096));
  views.words.fill(7);
  return views;
};

it('writes a step whose pixels are all staged', () => {
  const batch = barBatch(1, 3);
  const { words, floats, bytes } = blank();
  const at = 64;
  const written = writeRecord(viewsOf(words.buffer as ArrayBuffer), at, {
    ...common,
    batch,
    isKept: () => false,
  });
  expect(written).toBe(recordWords(3, 3, false));
  expect(written % HEAD_WORDS).toBe(0);
  expect(words[at + HEAD.count]).toBe(3);
  expect(words[at + HEAD.keepTotals]).toBe(1);
  expect(words[at + HEAD.variantsAt]).toBe(NOWHERE);
  expect(floats[at + HEAD.learningRate]).toBe(0.25);
  expect(floats[at + HEAD.smoothing]).toBe(0.125);
  expect(floats[at + HEAD.share]).toBeCloseTo(1 / 3, 7);
  // Adam's fifth step.
  expect(floats[at + HEAD.correction1]).toBeCloseTo(0.40951, 6);
  expect(floats[at + HEAD.correction2]).toBeCloseTo(0.00499001, 7);
  const rowsAt = words[at + HEAD.rowsAt]!;
  const stagedAt = words[at + HEAD.stagedAt]!;
  for (let row = 0; row < 3; row++) {
    expect(words[rowsAt + 2 * row]).toBe(STAGED + row);
    expect(words[rowsAt + 2 * row + 1]).toBe(batch.labels[row]);
    const from = 4 * (stagedAt + row * DIGIT_WORDS);
    expect(bytes.slice(from, from + 784)).toEqual(batch.pixels.slice(784 * row, 784 * (row + 1)));
  }
});

it('drops the units that every engine drops', () => {
  const { words } = blank();
  writeRecord(viewsOf(words.buffer as ArrayBuffer), 0, {
    ...common,
    batch: barBatch(1, 2),
    isKept: () => true,
  });
  const below = words[HEAD.dropBelow]!;
  for (let layer = 0; layer < 3; layer++) {
    const key = randomKey(9, RANDOM_PURPOSE.dropout, 4, layer);
    expect(words[HEAD.dropKeys + layer]).toBe(key);
    for (let i = 0; i < 200; i++) {
      const random = randomUniform(key, i);
      expect(random * 2 ** 24 < below).toBe(random < HYPER.dropout);
    }
  }
});

it('stages drawn digits only, where the device keeps the set, and never puts the rest together', () => {
  const { pixels, labels, indices } = barBatch(2, 4);
  const variants = new Int16Array(4 * VARIANT_SIZE).map((_, i) => i - 150);
  const drawn = Uint8Array.from([0, 1, 0, 1]);
  const batch: Batch = {
    get pixels(): Uint8Array {
      throw new Error('nobody is to ask for these');
    },
    labels,
    indices: indices.map((i) => i + 40),
    count: 4,
    epoch: 0,
    variants,
    origin: { pixels: new Uint8Array(784 * 50), shardSize: 10, drawn, drawnPixels: pixels },
  };
  const views = blank();
  const written = writeRecord(views, 0, { ...common, batch, isKept: (row) => drawn[row] === 0 });
  expect(written).toBe(recordWords(4, 2, true));
  const { words, bytes, shorts } = views;
  const rowsAt = words[HEAD.rowsAt]!;
  expect([0, 1, 2, 3].map((row) => words[rowsAt + 2 * row])).toEqual([40, STAGED, 42, STAGED + 1]);
  const from = 4 * (words[HEAD.stagedAt]! + DIGIT_WORDS);
  expect(bytes.slice(from, from + 784)).toEqual(pixels.slice(3 * 784, 4 * 784));
  const variantsAt = words[HEAD.variantsAt]!;
  expect(shorts.slice(2 * variantsAt, 2 * (variantsAt + 4 * VARIANT_WORDS))).toEqual(variants);
});
