import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/presets';
import { exampleOf, planSeries, SERIES_KEYS, valuesOf } from './series-plan';

const base = PRESETS.standard.experiment;

describe('planSeries', () => {
  it('makes a run of each pair of values, seeds fastest whatever is named first', () => {
    const plan = planSeries(base, [
      { key: 'seed', text: '1-2' },
      { key: 'learningRate', text: '0.001, 0.004' },
    ]);
    expect(plan).toMatchObject({ problems: [undefined, undefined], problem: undefined });
    expect(plan.experiments.map((experiment) => valuesOf(experiment, plan.keys))).toEqual([
      'learning rate 0.001, seed 1',
      'learning rate 0.001, seed 2',
      'learning rate 0.004, seed 1',
      'learning rate 0.004, seed 2',
    ]);
    expect(plan.experiments[3]).toEqual({ ...base, learningRate: 0.004, seed: 2 });
  });

  it('says of each field what is wrong with it', () => {
    const plan = planSeries(base, [
      { key: 'dropout', text: '0.1, 2' },
      { key: 'seed', text: '5-1' },
    ]);
    expect(plan.problems).toEqual([
      'Dropout must be a number from 0 to 0.9, not “2”.',
      'Seed: “5-1” must begin with the smaller number.',
    ]);
    expect(plan.experiments).toEqual([]);
  });

  it('says what is wrong with the whole', () => {
    const plan = planSeries(base, [
      { key: 'learningRate', text: '0.001, 0.002, 0.003' },
      { key: 'seed', text: '1-40' },
    ]);
    expect(plan.problem).toBe('That would be 120 runs. A series has at most 64.');
    expect(plan.problems).toEqual([undefined, undefined]);
    expect(plan.experiments).toEqual([]);
  });

  it('has an example of every setting that makes a series', () => {
    expect(SERIES_KEYS).not.toContain('engine');
    for (const key of SERIES_KEYS) {
      const { experiments } = planSeries(base, [{ key, text: exampleOf(key) }]);
      expect(experiments.length, key).toBeGreaterThan(1);
    }
  });
});
