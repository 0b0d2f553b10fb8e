import { describe, expect, it } from 'vitest';
import { resample, smooth } from './resample';
import type { AxisPoints } from './axis';

function points(xs: number[], values: number[]): AxisPoints {
  return { xs, xScale: 1, values, length: xs.length };
}
const NO_POINTS = points([], []);
function everyStep(count: number, value: (step: number) => number): AxisPoints {
  const steps = Array.from({ length: count }, (_, i) => i + 1);
  return points(steps, steps.map(value));
}
function rowsAfter(count: number): number[] {
  return [...resample([everyStep(count, Math.sin)]).columns[0]!.values];
}

describe('smooth', () => {
  // Golden values: sum(w^age * v) / sum(w^age), computed in Python from that definition.
  it.each([
    [0.6, [2.3, 2.05, 2.0755102040816324, 1.4893382352941176, 1.3638445523941705]],
    [0.99, [2.3, 2.0989949748743717, 2.0993333557792666, 1.7695867093662339, 1.6533681235068223]],
  ])('is the bias-corrected moving average at weight %f', (weight, golden) => {
    const values = smooth(Float64Array.of(2.3, 1.9, 2.1, 0.8, 1.2), weight);
    golden.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 12));
  });
  it('copies nothing at weight 0', () => {
    const raw = Float64Array.of(2);
    expect(smooth(raw, 0)).toBe(raw);
  });
  it('leaves non-finite values out of the average', () => {
    const values = smooth(Float64Array.of(1, Number.NaN, 3), 0.5);
    expect(values[1]).toBeNaN();
    expect(values[2]).toBeCloseTo((3 + 1 * 0.5) / 1.5, 12);
  });
});

describe('resample', () => {
  it('keeps a short run as it is', () => {
    const frame = resample([points([10, 20, 30], [3, 2, 1])]);
    expect([...frame.xs]).toEqual([10, 20, 30]);
    expect([...frame.columns[0]!.values]).toEqual([3, 2, 1]);
  });
  it('averages bins of a power of two of steps', () => {
    const frame = resample([everyStep(8, (step) => step * step)], 4);
    expect([...frame.xs]).toEqual([1.5, 3.5, 5.5, 7.5]);
    expect([...frame.firsts]).toEqual([1, 3, 5, 7]);
    expect([...frame.lasts]).toEqual([2, 4, 6, 8]);
    expect([...frame.columns[0]!.values]).toEqual([2.5, 12.5, 30.5, 56.5]);
  });
  it('has at most 120 rows, and the mean of all rows is the mean of all points', () => {
    const frame = resample([everyStep(12_800, (step) => step)]);
    expect(frame.xs).toHaveLength(100);
    const { values } = frame.columns[0]!;
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(6400.5, 9);
  });
  it('does not change earlier rows as the run grows', () => {
    const shorter = rowsAfter(1000);
    expect(shorter).toHaveLength(63);
    expect(rowsAfter(1010).slice(0, 62)).toEqual(shorter.slice(0, 62));
  });
  it('begins validation at its first measurement, ends it at its last, and bridges between', () => {
    const frame = resample([everyStep(6, () => 1), points([2, 4], [0.5, 0.3])]);
    const validation = frame.columns[1]!;
    expect([...validation.values]).toEqual([Number.NaN, 0.5, 0.4, 0.3, Number.NaN, Number.NaN]);
    expect([...validation.measured]).toEqual([0, 1, 0, 1, 0, 0]);
  });
  it('gives the untrained network, step 0, a row of its own', () => {
    const frame = resample([everyStep(8, () => 1), points([0, 8], [2.3, 1])], 6);
    expect(frame.xs[0]).toBe(0);
    expect(frame.columns[1]!.values[0]).toBe(2.3);
  });
  it('reads no further than length', () => {
    const frame = resample([{ ...points([1, 1], [1, 9]), length: 1 }]);
    expect([...frame.columns[0]!.values]).toEqual([1]);
  });
  it('ignores non-finite values and series without points', () => {
    const frame = resample([points([1, 2, 3], [1, Infinity, 3]), NO_POINTS]);
    expect([...frame.xs]).toEqual([1, 3]);
    expect([...frame.columns[1]!.values]).toEqual([Number.NaN, Number.NaN]);
    expect(resample([NO_POINTS]).xs).toHaveLength(0);
  });
  it('scales places, and leaves out measurements without one', () => {
    const scaled = { ...points([Number.NaN, 1, 3, Number.NaN], [9, 2, 4, 9]), xScale: 0.5 };
    const frame = resample([scaled], 120, 2 ** -10);
    expect([...frame.xs]).toEqual([0.5, 1.5]);
    expect([...frame.columns[0]!.values]).toEqual([2, 4]);
  });
  it('has rows narrower than 1 where the axis allows them', () => {
    const eighths = points(
      [1, 2, 3, 4, 5, 6, 7, 8].map((x) => x / 8),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    const frame = resample([eighths], 4, 2 ** -10);
    expect([...frame.lasts]).toEqual([0.25, 0.5, 0.75, 1]);
    expect([...frame.columns[0]!.values]).toEqual([1.5, 3.5, 5.5, 7.5]);
  });
});
