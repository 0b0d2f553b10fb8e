import { describe, expect, it } from 'vitest';
import { PRESETS } from '../presets';
import { summariseSeries } from './series-summary';

const base = PRESETS.quick.experiment;
const outcome = (learningRate: number, seed: number, metric: number) => ({
  experiment: { ...base, learningRate, seed },
  metric,
});

describe('summariseSeries', () => {
  // Mean and deviation by Python's statistics.mean and statistics.stdev.
  it('has mean and spread of each value of the setting over the rest', () => {
    const [low, high, ...rest] = summariseSeries('learningRate', [
      outcome(0.004, 1, 0.9791),
      outcome(0.001, 1, 0.9702),
      outcome(0.004, 2, 0.9805),
      outcome(0.001, 2, 0.9713),
      outcome(0.004, 3, 0.9777),
    ]);
    expect(rest).toEqual([]);
    expect(low).toMatchObject({ value: 0.004, count: 3, failed: 0, lowest: 0.9777, highest: 0.9805 });
    expect(low!.mean).toBeCloseTo(0.9791, 14);
    expect(low!.deviation).toBeCloseTo(0.0014000000000000123, 14);
    expect(high).toMatchObject({ value: 0.001, count: 2, lowest: 0.9702, highest: 0.9713 });
    expect(high!.mean).toBeCloseTo(0.97075, 14);
    expect(high!.deviation).toBeCloseTo(0.0007778174593051847, 14);
  });

  it('tells equal layers from different ones by their text', () => {
    const runs = [[64], [64], [64, 32]].map((hidden, i) => ({ experiment: { ...base, hidden }, metric: i }));
    expect(summariseSeries('hidden', runs).map(({ value, count }) => [value, count])).toEqual([
      [[64], 2],
      [[64, 32], 1],
    ]);
  });

  it('counts failed runs apart, and knows no spread of one', () => {
    const summaries = summariseSeries('learningRate', [
      outcome(0.1, 1, 0.5),
      outcome(0.1, 2, Number.NaN),
      outcome(5, 1, Number.NaN),
    ]);
    expect(summaries).toEqual([
      { value: 0.1, count: 1, failed: 1, mean: 0.5, deviation: Number.NaN, lowest: 0.5, highest: 0.5 },
      { value: 5, count: 0, failed: 1, mean: NaN, deviation: NaN, lowest: NaN, highest: NaN },
    ]);
  });
});
