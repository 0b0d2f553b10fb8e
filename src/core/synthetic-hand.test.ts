import { describe, expect, it } from 'vitest';
import type { Batch } from './batch';
import { HAND_MODELS } from './hand-models';
import { drawSyntheticDigit, drawSyntheticStrokes } from './synthetic-digits';
import { DrawnPool } from './drawn-pool';
import { SyntheticHand } from './synthetic-hand';

const SHARE = 0.05;
const SPACING = 20;

const emptyBatch = (count: number): Batch => ({
  pixels: new Uint8Array(count * 784),
  labels: new Uint8Array(count).fill(255),
  indices: new Uint32Array(count),
  count,
  epoch: 0,
});
const drawnRows = ({ labels }: Batch): number[] => [...labels.keys()].filter((row) => labels[row] !== 255);

/** Ink in each quarter of the picture's height, top first, as a share of all. */
function inkByHeight(pixels: Uint8Array): number[] {
  const quarters = [0, 0, 0, 0];
  pixels.forEach((ink, i) => (quarters[Math.floor(i / 196)]! += ink));
  const sum = quarters.reduce((a, b) => a + b);
  return quarters.map((ink) => ink / sum);
}

describe('a synthetic digit', () => {
  it('is MNIST-sized, inked like MNIST, and the same for the same key', () => {
    for (let key = 0; key < 200; key++) {
      const { pixels, label } = drawSyntheticDigit(key);
      expect(label).toBeGreaterThanOrEqual(0);
      expect(label).toBeLessThanOrEqual(9);
      // The mean grey of MNIST's test digits is 7 to 83.
      const mean = pixels.reduce((a, b) => a + b) / 784;
      expect(mean).toBeGreaterThan(7);
      expect(mean).toBeLessThan(83);
      expect(Math.max(...pixels)).toBe(255);
      expect(drawSyntheticDigit(key)).toEqual({ pixels, label });
    }
  });

  it('is each of the ten, in every way of writing it', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (let key = 0; key < 1000; key++) counts[drawSyntheticDigit(key * 7919).label]!++;
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(40);
    expect(HAND_MODELS.map((sketches) => sketches.length)).toEqual([6, 11, 7, 8, 11, 5, 9, 9, 9, 14]);
  });

  it('is as narrow as people write where there is little room, or wide, in one of four', () => {
    const ratios = Array.from({ length: 1000 }, (_, key) => {
      const { strokes, label } = drawSyntheticStrokes(key);
      const points = strokes.flat();
      const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
      return label === 1 ? 0.75 : extent(points.map(({ x }) => x)) / extent(points.map(({ y }) => y));
    });
    const shareOf = (isSo: (ratio: number) => boolean) => ratios.filter(isSo).length / ratios.length;
    expect(shareOf((ratio) => ratio < 0.45)).toBeGreaterThan(0.06);
    expect(shareOf((ratio) => ratio > 1.15)).toBeGreaterThan(0.02);
    expect(shareOf((ratio) => ratio >= 0.45 && ratio <= 1.15)).toBeGreaterThan(0.7);
  });

  it('is the digit that it says: a six is heavy below, a nine and a seven above', () => {
    const means = Array.from({ length: 10 }, () => ({ above: 0, below: 0 }));
    for (let key = 0; key < 1000; key++) {
      const { pixels, label } = drawSyntheticDigit(key);
      const [first, second, third, fourth] = inkByHeight(pixels);
      means[label]!.above += first! + second!;
      means[label]!.below += third! + fourth!;
    }
    expect(means[6]!.below).toBeGreaterThan(means[6]!.above);
    expect(means[9]!.above).toBeGreaterThan(means[9]!.below);
    expect(means[7]!.above).toBeGreaterThan(means[7]!.below);
  });
});

describe('SyntheticHand', () => {
  it('takes one place in twenty, wherever the batches begin', () => {
    const hand = new SyntheticHand(new DrawnPool(42), SHARE);
    const whole = emptyBatch(100);
    hand.mixInto(whole, 30);
    expect(drawnRows(whole)).toEqual([10, 30, 50, 70, 90]);
    const small = emptyBatch(7);
    hand.mixInto(small, 21);
    expect(drawnRows(small)).toEqual([]);
  });

  it.each([
    // Places n / share, rounded: by Python's fractions.
    [1 / 7, [35, 42, 49]],
    [0.2, [30, 35, 40, 45]],
    [0.35, [31, 34, 37, 40, 43, 46, 49]],
    [0.6, [30, 32, 33, 35, 37, 38, 40, 42, 43, 45, 47, 48]],
    [1, Array.from({ length: 20 }, (_, i) => 30 + i)],
  ])('takes a share of %f, evenly spread', (share, places) => {
    const batch = emptyBatch(20);
    new SyntheticHand(new DrawnPool(42), share).mixInto(batch, 30);
    expect(drawnRows(batch).map((row) => 30 + row)).toEqual(places);
  });

  it('takes that share of a long run, whatever the batches', () => {
    const blank = { pixels: new Uint8Array(784), label: 0 };
    for (const share of [0.001, 0.07, 0.1, 0.9]) {
      const hand = new SyntheticHand(new DrawnPool(42, () => blank), share);
      let drawn = 0;
      for (let first = 0; first < 20_000; first += 37) {
        const batch = emptyBatch(Math.min(37, 20_000 - first));
        hand.mixInto(batch, first);
        drawn += drawnRows(batch).length;
      }
      expect(drawn).toBe(Math.round(20_000 * share));
    }
  });

  it('gives a place the same digit in any order, to any run with its seed', () => {
    const earlier = emptyBatch(SPACING * 3);
    new SyntheticHand(new DrawnPool(42), SHARE).mixInto(earlier, 0);
    const resumed = new SyntheticHand(new DrawnPool(42), SHARE);
    const later = emptyBatch(SPACING);
    resumed.mixInto(later, SPACING * 2);
    expect(later.labels[0]).toBe(earlier.labels[SPACING * 2]);
    expect(later.pixels.subarray(0, 784)).toEqual(
      earlier.pixels.subarray(SPACING * 2 * 784, (SPACING * 2 + 1) * 784),
    );
    const other = emptyBatch(SPACING * 3);
    new SyntheticHand(new DrawnPool(43), SHARE).mixInto(other, 0);
    expect(other.pixels).not.toEqual(earlier.pixels);
  });
});
