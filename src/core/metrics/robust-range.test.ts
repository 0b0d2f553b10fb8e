import { describe, expect, it } from 'vitest';
import { robustRange } from './robust-range';

const curve = (values: readonly number[]) => ({ values, length: values.length });
const points = Array.from({ length: 200 }, (_, i) => i);
const accuracyTo = (end: number) => curve(points.map((i) => end - 0.8 * Math.exp(-i / 8)));
const lossTo = (end: number) => curve(points.map((i) => end + 2.2 * Math.exp(-i / 6)));

const ACCURACY = { metric: 'accuracy', scale: 'linear', show: 'detail' } as const;
const LOSS = { metric: 'loss', scale: 'linear', show: 'detail' } as const;

// All ranges by numpy 2.4: percentile(curve[40:], 5 or 95), minimum and maximum, and the margins by hand.
describe('robustRange', () => {
  const twoGood = [accuracyTo(0.991), accuracyTo(0.994)];
  const twoLosses = [lossTo(0.03), lossTo(0.045)];

  it('shows 99.1% and 99.4% far apart, where all the points would not', () => {
    const detail = robustRange(twoGood, ACCURACY)!;
    expect(detail.low).toBeCloseTo(0.9887539864074797, 12);
    expect(detail.high).toBeCloseTo(0.9942498101578832, 12);
    expect(0.003 / (detail.high - detail.low)).toBeGreaterThan(0.5);
    const all = robustRange(twoGood, { ...ACCURACY, show: 'all' })!;
    expect(all.low).toBeCloseTo(0.15085000000062943, 12);
    expect(all.high).toBe(1);
  });

  it('does the same for losses, on both kinds of axis', () => {
    const linear = robustRange(twoLosses, LOSS)!;
    expect(linear.low).toBeCloseTo(0.029212764492916, 12);
    expect(linear.high).toBeCloseTo(0.046531945648954916, 12);
    const log = robustRange(twoLosses, { ...LOSS, scale: 'log' })!;
    expect(log.low).toBeCloseTo(0.029373809464046167, 12);
    expect(log.high).toBeCloseTo(0.046719895352219244, 12);
    const all = robustRange(twoLosses, { ...LOSS, scale: 'log', show: 'all' })!;
    expect(all.low).toBeCloseTo(0.024177784380516563, 12);
    expect(all.high).toBeCloseTo(2.7856150480973283, 12);
  });

  it('is not moved by single bad readings, nor by values that are none', () => {
    const values = [...twoGood[0]!.values];
    values[100] = 0.2;
    values[120] = Number.NaN;
    const disturbed = robustRange([curve(values), twoGood[1]!], ACCURACY)!;
    expect(Math.abs(disturbed.low - robustRange(twoGood, ACCURACY)!.low)).toBeLessThan(0.001);
    const losses = [...twoLosses[1]!.values];
    losses[150] = 40;
    losses[160] = Number.POSITIVE_INFINITY;
    expect(robustRange([twoLosses[0]!, curve(losses)], LOSS)!.high).toBeLessThan(0.05);
  });

  it('leaves a failed run outside and says so, but keeps a poor one', () => {
    const failed = curve(points.map(() => 0.106));
    const withFailed = robustRange([twoGood[0]!, failed, twoGood[1]!], ACCURACY)!;
    expect(withFailed).toEqual({ ...robustRange(twoGood, ACCURACY)!, outside: [1] });
    expect(robustRange([failed, ...twoGood], { ...ACCURACY, show: 'all' })!.outside).toEqual([]);
    const poor = robustRange([...twoGood, accuracyTo(0.937)], ACCURACY)!;
    expect(poor.outside).toEqual([]);
    expect(poor.low).toBeLessThan(0.937);
    const stuckLoss = curve(points.map(() => 2.3));
    expect(robustRange([...twoLosses, stuckLoss], LOSS)).toEqual({
      ...robustRange(twoLosses, LOSS)!,
      outside: [2],
    });
  });

  it('keeps flat curves from filling the chart with nothing, and to what values can be', () => {
    const flat = robustRange([curve([0.98, 0.98, 0.98])], ACCURACY)!;
    expect([flat.low, flat.high]).toEqual([expect.closeTo(0.979, 12), expect.closeTo(0.981, 12)]);
    expect(robustRange([curve([1])], ACCURACY)!.high).toBe(1);
    expect(robustRange([curve([0.001])], LOSS)).toMatchObject({
      low: 0,
      high: expect.closeTo(0.006, 12) as number,
    });
    const log = robustRange([curve([0.1])], { ...LOSS, scale: 'log' })!;
    expect(log.high / log.low).toBeCloseTo(10 ** 0.05, 12);
  });

  it('counts only the filled part of a curve, and on a log axis only what is above 0', () => {
    const grown = { values: [0.5, 0.6, 0.7, 0], length: 3 };
    expect(robustRange([grown], { ...ACCURACY, show: 'all' })!.low).toBeCloseTo(0.49, 12);
    const log = robustRange([curve([0, 0.1, 1])], { ...LOSS, scale: 'log', show: 'all' })!;
    expect(log.low).toBeCloseTo(10 ** -1.05, 12);
  });

  it('is undefined when there is nothing to show', () => {
    expect(robustRange([], ACCURACY)).toBeUndefined();
    expect(robustRange([curve([]), curve([Number.NaN])], ACCURACY)).toBeUndefined();
    expect(robustRange([curve([0])], { ...LOSS, scale: 'log' })).toBeUndefined();
  });
});
