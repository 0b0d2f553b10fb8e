import { describe, expect, it } from 'vitest';
import { variantOf } from './augment';

/** A soft round blob in the middle, 255 at its heart. */
const blob = Uint8Array.from({ length: 784 }, (_, i) => {
  const [x, y] = [(i % 28) - 13.5, Math.floor(i / 28) - 13.5];
  return 255 * Math.exp(-(x * x + y * y) / 30);
});
const variant = (seed: number, epoch: number, index: number, strength = 1): Uint8Array =>
  variantOf(blob, seed, epoch, index, strength);
const total = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0);
const distance = (pixels: Uint8Array) =>
  pixels.reduce((sum, value, i) => sum + Math.abs(value - blob[i]!), 0);

describe('a drawn variant', () => {
  it('is a pure function of seed, epoch, index and strength', () => {
    expect(variant(1, 2, 3)).toEqual(variant(1, 2, 3));
    const variants = [
      variant(1, 2, 3),
      variant(2, 2, 3),
      variant(1, 3, 3),
      variant(1, 2, 4),
      variant(1, 2, 3, 0.5),
    ];
    expect(new Set(variants.map(String)).size).toBe(5);
  });

  it('is the digit itself about one time in five', () => {
    const unchanged = Array.from({ length: 1000 }, (_, i) => distance(variant(9, 0, i)) === 0);
    const share = unchanged.filter(Boolean).length / 1000;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
  });

  it('goes further with the strength, from nowhere at 0, and stays a picture at 2', () => {
    const mean = (strength: number): number => {
      let sum = 0;
      for (let i = 0; i < 100; i++) sum += distance(variant(3, 0, i, strength)) / 100;
      return sum;
    };
    const [none, half, one, two] = [0, 0.5, 1, 2].map(mean) as [number, number, number, number];
    expect(none).toBe(0);
    expect(half).toBeGreaterThan(0.3 * one);
    expect(half).toBeLessThan(0.7 * one);
    expect(two).toBeGreaterThan(1.3 * one);
    for (let i = 0; i < 100; i++) expect(total(variant(3, 0, i, 2)) / total(blob)).toBeGreaterThan(0.2);
  });

  it('moves ink without losing or making much of it', () => {
    for (let i = 0; i < 200; i++) {
      const share = total(variant(4, 0, i)) / total(blob);
      // Scale +-20% on both axes, a warp and the strokes' thickness.
      expect(share).toBeGreaterThan(0.5);
      expect(share).toBeLessThan(1.9);
    }
  });

  it('leans no way on average: neither shifted, nor thicker or thinner', () => {
    let [x, y, ink] = [0, 0, 0];
    for (let i = 0; i < 400; i++) {
      const pixels = variant(5, 1, i);
      const sum = total(pixels);
      ink += sum / total(blob) / 400;
      x += pixels.reduce((all, value, p) => all + value * (p % 28), 0) / sum / 400;
      y += pixels.reduce((all, value, p) => all + value * Math.floor(p / 28), 0) / sum / 400;
    }
    expect(Math.abs(x - 13.5)).toBeLessThan(0.25);
    expect(Math.abs(y - 13.5)).toBeLessThan(0.25);
    expect(Math.abs(ink - 1)).toBeLessThan(0.1);
  });
});
