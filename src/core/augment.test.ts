import { describe, expect, it } from 'vitest';
import { augmentDigit } from './augment';

/** A soft round blob in the middle, 255 at its heart. */
function blob(): Uint8Array {
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const [x, y] = [(i % 28) - 13.5, Math.floor(i / 28) - 13.5];
    return 255 * Math.exp(-(x * x + y * y) / 30);
  });
}

const variant = (seed: number, epoch: number, index: number): Uint8Array => {
  const pixels = blob();
  augmentDigit(pixels, 0, seed, epoch, index);
  return pixels;
};

const total = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0);

describe('augmentDigit', () => {
  it('is a pure function of seed, epoch and index', () => {
    expect(variant(1, 2, 3)).toEqual(variant(1, 2, 3));
    const variants = [variant(1, 2, 3), variant(2, 2, 3), variant(1, 3, 3), variant(1, 2, 4)].map(String);
    expect(new Set(variants).size).toBe(4);
  });

  it('leaves about a fifth of the digits as they are', () => {
    const original = String(blob());
    const unchanged = Array.from({ length: 1000 }, (_, i) => String(variant(9, 0, i)) === original);
    const share = unchanged.filter(Boolean).length / 1000;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
  });

  it('moves ink without losing or making it, beyond what scaling does', () => {
    const before = total(blob());
    for (let i = 0; i < 200; i++) {
      const share = total(variant(4, 0, i)) / before;
      // Scale +-20% on both axes and a warp: between about 0.8 * 0.8 and 1.2 * 1.2, a little slack for the warp.
      expect(share).toBeGreaterThan(0.5);
      expect(share).toBeLessThan(1.8);
    }
  });

  it('shifts and warps around the digit, not away from it', () => {
    let [x, y] = [0, 0];
    for (let i = 0; i < 400; i++) {
      const pixels = variant(5, 1, i);
      const ink = total(pixels);
      x += pixels.reduce((sum, value, p) => sum + value * (p % 28), 0) / ink;
      y += pixels.reduce((sum, value, p) => sum + value * Math.floor(p / 28), 0) / ink;
    }
    expect(Math.abs(x / 400 - 13.5)).toBeLessThan(0.25);
    expect(Math.abs(y / 400 - 13.5)).toBeLessThan(0.25);
  });

  it('touches only its own 784 pixels', () => {
    const pixels = new Uint8Array(3 * 784).fill(7);
    pixels.set(blob(), 784);
    for (let i = 0; i < 5; i++) augmentDigit(pixels, 784, 1, i, 0);
    expect(pixels.subarray(0, 784).every((v) => v === 7)).toBe(true);
    expect(pixels.subarray(2 * 784).every((v) => v === 7)).toBe(true);
  });
});
