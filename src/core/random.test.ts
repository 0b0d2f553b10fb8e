import { describe, expect, it } from 'vitest';
import { initialWeights } from './initial-weights';
import { mix32, mixedIndices, randomKey, randomUniform, shuffle, uniformOfMixed } from './random';

describe('mix32', () => {
  /** lowbias32 as published, in 64-bit whole-number arithmetic: no Math.imul, no sign. */
  const published = (value: number): number => {
    const mask = 0xffffffffn;
    let x = BigInt(value);
    x ^= x >> 16n;
    x = (x * 0x7feb352dn) & mask;
    x ^= x >> 15n;
    x = (x * 0x846ca68bn) & mask;
    return Number(x ^ (x >> 16n));
  };
  it.each([0, 1, 2, 0x7fffffff, 0x80000000, 0xdeadbeef, 0xffffffff])(
    'of %i is the published function',
    (value) => {
      expect(mix32(value)).toBe(published(value));
    },
  );
});

describe('randomUniform', () => {
  it('is even, in [0, 1) and unrelated between keys', () => {
    const a = Array.from({ length: 20_000 }, (_, i) => randomUniform(randomKey(1, 2), i));
    const b = Array.from({ length: 20_000 }, (_, i) => randomUniform(randomKey(2, 1), i));
    const buckets = Array.from({ length: 10 }, () => 0);
    for (const value of a) buckets[Math.floor(value * 10)]!++;
    // Standard deviation of a bucket: sqrt(20000 * 0.1 * 0.9) = 42; five of them on each side.
    for (const count of buckets) expect(Math.abs(count - 2000)).toBeLessThan(212);
    const covariance = a.reduce((sum, value, i) => sum + (value - 0.5) * (b[i]! - 0.5), 0) / a.length;
    expect(Math.abs(covariance)).toBeLessThan(5 / 12 / Math.sqrt(20_000));
  });
});

describe('shuffle', () => {
  it('permutes only the range it is given', () => {
    const items = Uint32Array.from({ length: 100 }, (_, i) => i);
    shuffle(items, 5, 20, 60);
    expect([...items.subarray(0, 20), ...items.subarray(60)]).toEqual([
      ...Array.from({ length: 20 }, (_, i) => i),
      ...Array.from({ length: 40 }, (_, i) => 60 + i),
    ]);
    expect(items.toSorted()).toEqual(Uint32Array.from({ length: 100 }, (_, i) => i));
    expect(items.subarray(20, 60)).not.toEqual(Uint32Array.from({ length: 40 }, (_, i) => 20 + i));
  });
});

describe('initialWeights', () => {
  const spread = (values: Float32Array) =>
    Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
  it('has the standard deviations of He and Glorot', () => {
    const [first, last] = initialWeights({ layerSizes: [784, 256, 10], activation: 'relu' }, 3);
    expect(spread(first!.kernel)).toBeCloseTo(Math.sqrt(2 / 784), 3);
    // Uniform within +-limit: standard deviation limit / sqrt(3).
    expect(spread(last!.kernel)).toBeCloseTo(Math.sqrt(6 / 266 / 3), 2);
    expect(first!.bias).toEqual(new Float32Array(256));
    const [tanh] = initialWeights({ layerSizes: [784, 256, 10], activation: 'tanh' }, 3);
    expect(spread(tanh!.kernel)).toBeCloseTo(Math.sqrt(6 / 1040 / 3), 3);
  });
});

it('draws the same numbers of mixed indices', () => {
  const mixed = mixedIndices(60);
  for (let seed = 0; seed < 50; seed++) {
    const key = randomKey(seed, 3);
    mixed.forEach((value, i) => expect(uniformOfMixed(key, value)).toBe(randomUniform(key, i)));
  }
});
