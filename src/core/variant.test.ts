import { describe, expect, it } from 'vitest';
import { applyVariant, VARIANT_SIZE, type VariantShape, writeUnchanged, writeVariant } from './variant';

const SIDE = 28;
/** Row 11 from column 4 on, and column 16 from row 2 on, of what scipy makes of the same blob. */
const THICK = {
  row11: [10, 18, 32, 63, 96, 131, 179, 203, 197, 195, 185, 169, 148, 118, 90, 65, 45, 29, 18, 10],
  column16: [2, 3, 6, 12, 23, 27, 47, 76, 112, 148, 160, 170, 178, 151, 115, 79, 49, 39, 22, 12],
  total: 19_968,
};
const THIN = {
  row11: [7, 13, 22, 50, 75, 105, 144, 169, 154, 160, 148, 131, 111, 89, 66, 46, 30, 19, 12, 5],
  column16: [1, 1, 4, 7, 13, 15, 28, 49, 77, 111, 121, 139, 143, 113, 79, 51, 29, 24, 12, 7],
  total: 14_600,
};
const still = { xx: 1, xy: 0, yx: 0, yy: 1, shiftX: 0, shiftY: 0, thickness: 0 };
const flat = { warpX: new Float32Array(25), warpY: new Float32Array(25) };

function variantOf(source: Uint8Array, changes: Partial<VariantShape>): Uint8Array {
  const variants = new Int16Array(VARIANT_SIZE);
  writeVariant(variants, 0, { ...still, ...flat, ...changes });
  const result = new Uint8Array(784);
  applyVariant(variants, 0, source, 0, result, 0);
  return result;
}

/** Every pixel different from its neighbours, and none of them blank. */
const noise = Uint8Array.from({ length: 784 }, (_, i) => 1 + ((i * 7919) % 255));
const moved = (from: (row: number, column: number) => number | undefined): Uint8Array =>
  Uint8Array.from({ length: 784 }, (_, i) => {
    const at = from(Math.floor(i / SIDE), i % SIDE);
    return at === undefined ? 0 : noise[at]!;
  });
const inside = (row: number, column: number): number | undefined =>
  row >= 0 && row < SIDE && column >= 0 && column < SIDE ? row * SIDE + column : undefined;

describe('a variant', () => {
  it('that is moved by nothing is the digit', () => {
    expect(variantOf(noise, {})).toEqual(noise);
  });

  it('shifted by whole pixels has them shifted, and blank ones behind', () => {
    expect(variantOf(noise, { shiftX: 3, shiftY: -2 })).toEqual(moved((r, c) => inside(r - 2, c + 3)));
    expect(variantOf(noise, { shiftX: -40 })).toEqual(new Uint8Array(784));
  });

  it('turned by a right angle has rows for columns', () => {
    const turned = variantOf(noise, { xx: 0, xy: -1, yx: 1, yy: 0 });
    expect(turned).toEqual(moved((r, c) => inside(c, SIDE - 1 - r)));
  });

  it('shifted by half a pixel has the means of neighbours', () => {
    const halves = variantOf(noise, { shiftX: 0.5 });
    for (let i = 0; i < 784; i++) {
      const next = i % SIDE === SIDE - 1 ? 0 : noise[i + 1]!;
      expect(Math.abs(halves[i]! - (noise[i]! + next) / 2)).toBeLessThanOrEqual(0.5);
    }
  });

  it('of a dot, half a pixel away, shares it among four; thicker ones get more of it, thinner ones less', () => {
    const dot = new Uint8Array(784);
    dot[14 * SIDE + 14] = 200;
    const around = [13 * SIDE + 13, 13 * SIDE + 14, 14 * SIDE + 13, 14 * SIDE + 14];
    const inked = (thickness: number) => {
      const variant = variantOf(dot, { shiftX: 0.5, shiftY: 0.5, thickness });
      expect(variant.reduce((a, b) => a + b)).toBe(around.reduce((sum, at) => sum + variant[at]!, 0));
      return around.map((at) => variant[at]);
    };
    expect(inked(0)).toEqual([50, 50, 50, 50]);
    expect(inked(0.5)).toEqual([125, 125, 125, 125]);
    expect(inked(1)).toEqual([200, 200, 200, 200]);
    expect(inked(-0.5)).toEqual([25, 25, 25, 25]);
    expect(inked(-1)).toEqual([0, 0, 0, 0]);
  });

  // By scipy 1.17 in float64: places from CubicSpline(bc_type='natural') along rows and then columns of the nodes, read by
  // map_coordinates(order=1, mode='grid-constant'), mixed with the extreme of the four pixels at the floors of the places.
  it.each([
    [0.5, THICK],
    [-0.75, THIN],
  ])('agrees with scipy at thickness %d', (thickness, { row11, column16, total }) => {
    const blob = Uint8Array.from({ length: 784 }, (_, i) => {
      const [r, c] = [Math.floor(i / SIDE) - 12, (i % SIDE) - 15];
      return Math.floor(255 * Math.exp(-(r ** 2 / 18 + c ** 2 / 40)) + 0.5);
    });
    const variant = variantOf(blob, {
      xx: 1.1,
      xy: 0.2,
      yx: -0.15,
      yy: 0.9,
      shiftX: 1.3,
      shiftY: -0.7,
      thickness,
      warpX: Float32Array.from({ length: 25 }, (_, k) => 2 * Math.sin(k + 1)),
      warpY: Float32Array.from({ length: 25 }, (_, k) => 2 * Math.cos(3 * k)),
    });
    row11.forEach((value, i) => expect(Math.abs(variant[11 * SIDE + 4 + i]! - value)).toBeLessThanOrEqual(1));
    column16.forEach((value, i) =>
      expect(Math.abs(variant[(2 + i) * SIDE + 16]! - value)).toBeLessThanOrEqual(1),
    );
    expect(Math.abs(variant.reduce((a, b) => a + b) / total - 1)).toBeLessThan(0.003);
  });

  it('that is unchanged is the digit, whatever was drawn before', () => {
    const variants = new Int16Array(2 * VARIANT_SIZE);
    writeVariant(variants, 1, { ...still, ...flat, shiftX: 5 });
    writeUnchanged(variants, 1);
    const result = new Uint8Array(784 + 2);
    applyVariant(variants, 1, noise, 0, result, 1);
    expect(result.subarray(1, 785)).toEqual(noise);
    expect([result[0], result[785]]).toEqual([0, 0]);
  });

  it('may take the place of its digit, and touches nothing else', () => {
    const variants = new Int16Array(VARIANT_SIZE);
    writeVariant(variants, 0, { ...still, ...flat, shiftX: 0.3, yx: 0.2, thickness: 0.4 });
    const pixels = new Uint8Array(3 * 784).fill(7);
    pixels.set(noise, 784);
    applyVariant(variants, 0, pixels, 784, pixels, 784);
    expect(pixels.subarray(784, 1568)).toEqual(variantOf(noise, { shiftX: 0.3, yx: 0.2, thickness: 0.4 }));
    expect(pixels.subarray(0, 784).every((v) => v === 7)).toBe(true);
    expect(pixels.subarray(1568).every((v) => v === 7)).toBe(true);
  });
});
