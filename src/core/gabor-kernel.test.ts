import { describe, expect, it } from 'vitest';
import { writeGaborUnit } from './gabor-kernel';
import { initialWeights } from './initial-weights';

const network = { layerSizes: [784, 64, 10], activation: 'relu' } as const;
const column = (kernel: Float32Array, units: number, unit: number): Float32Array =>
  Float32Array.from({ length: 784 }, (_, i) => kernel[i * units + unit]!);

describe('Gabor units', () => {
  it('have the size of He-normal ones, and leave the others alone', () => {
    const kernel = new Float32Array(784 * 3).fill(7);
    writeGaborUnit(kernel, 3, 1, 12345);
    const squares = column(kernel, 3, 1).reduce((sum, value) => sum + value * value, 0);
    expect(squares).toBeCloseTo(2, 4);
    expect(column(kernel, 3, 0).every((value) => value === 7)).toBe(true);
    expect(column(kernel, 3, 2).every((value) => value === 7)).toBe(true);
  });

  it('are smooth, local, and waves: neighbours alike, blank far away, both signs', () => {
    const { kernel } = initialWeights(network, 3, 'gabor')[0]!;
    let bothSigns = 0;
    for (let unit = 0; unit < 64; unit++) {
      const weights = column(kernel, 64, unit);
      let alike = 0;
      for (let i = 0; i + 1 < 784; i++) alike += weights[i]! * weights[i + 1]!;
      // The correlation of neighbours: cos(2 pi / 4) = 0 for the shortest wave along a row, 0 for random numbers.
      expect(alike / 2).toBeGreaterThan(-0.05);
      const inked = weights.filter((value) => Math.abs(value) > 0.01).length;
      expect(inked).toBeLessThan(500);
      if (Math.min(...weights) < -0.05 && Math.max(...weights) > 0.05) bothSigns++;
    }
    expect(bothSigns).toBeGreaterThan(50);
  });

  it('differ from unit to unit and seed to seed, and only in the first layer', () => {
    const [first, last] = initialWeights(network, 3, 'gabor');
    const [random, sameLast] = initialWeights(network, 3);
    const [other] = initialWeights(network, 4, 'gabor');
    expect(first!.kernel).not.toEqual(random!.kernel);
    expect(first!.kernel).not.toEqual(other!.kernel);
    expect(last!.kernel).toEqual(sameLast!.kernel);
    expect(column(first!.kernel, 64, 0)).not.toEqual(column(first!.kernel, 64, 1));
    expect(initialWeights(network, 3, 'gabor')[0]!.kernel).toEqual(first!.kernel);
  });
});
