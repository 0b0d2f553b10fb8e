import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiment';
import { PRESETS } from '../presets';
import { expandSeries, MAX_SERIES_RUNS, parseSeriesSetting, type SeriesSetting } from './series';

const base = { ...PRESETS.quick.experiment, augment: false };

const valuesOf = (key: keyof Experiment, text: string) => {
  const parsed = parseSeriesSetting(key, text);
  return parsed.ok ? parsed.value.values : parsed.problem;
};

const expand = (...settings: readonly SeriesSetting[]) => {
  const expanded = expandSeries(base, settings);
  return expanded.ok ? expanded.value : expanded.problem;
};

describe('parseSeriesSetting', () => {
  it.each<[keyof Experiment, string, readonly unknown[]]>([
    ['learningRate', '0.001, 0.004, 0.016', [0.001, 0.004, 0.016]],
    ['learningRate', ' 1e-3 ;.5;', [0.001, 0.5]],
    ['seed', '1-5', [1, 2, 3, 4, 5]],
    ['seed', '1..3, 7, 2', [1, 2, 3, 7]],
    ['epochs', '2 – 4', [2, 3, 4]],
    ['hidden', '64; 128; 256-128', [[64], [128], [256, 128]]],
    ['hidden', '64, 256-128', [[64], [256, 128]]],
    ['hidden', 'none, 128, None', [[], [128]]],
    ['activation', 'relu, tanh', ['relu', 'tanh']],
    ['augment', 'off, on', [false, true]],
    ['dropout', '0.2, 0.20, 0.4', [0.2, 0.4]],
    ['dropout', '0,2; 0,4', [0.2, 0.4]],
    ['dropout', '0,2, 0,4', [0.2, 0.4]],
    ['learningRate', '0.1,0.2, 0.3', [0.1, 0.2, 0.3]],
    ['batchSize', '３２、1 024', [32, 1024]],
    ['seed', '1–3', [1, 2, 3]],
  ])('reads %s %s', (key, text, values) => {
    expect(valuesOf(key, text)).toEqual(values);
  });

  it.each<[keyof Experiment, string, string]>([
    ['learningRate', '0.001, fast', 'Learning rate must be a number from 0.000001 to 10, not “fast”.'],
    ['learningRate', '1-5', 'Learning rate must be a number from 0.000001 to 10, not “1-5”.'],
    ['dropout', '0,2,5', 'Dropout must be a number from 0 to 0.9, not “2”.'],
    ['epochs', '0-3', 'Epochs must be a whole number from 1 to 500, not “0-3”.'],
    ['seed', '5-1', 'Seed: “5-1” must begin with the smaller number.'],
    ['seed', '0-4294967295', 'Seed: “0-4294967295” is too many values. A series has at most 64 runs.'],
    [
      'hidden',
      '64; 0',
      'Hidden layers must be none, or one to 4 layers of 1 to 2048 units, such as 256-128, not “0”.',
    ],
    [
      'activation',
      'relu, swish',
      'Activation must be one of relu, leakyRelu, elu, tanh, sigmoid, not “swish”.',
    ],
    ['seed', ' ', 'Seed needs values, such as 1, 2, 5 or 1-5.'],
    ['optimizer', ',', 'Optimiser needs values, such as sgd, momentum.'],
  ])('says what is wrong with %s %s', (key, text, sentence) => {
    expect(valuesOf(key, text)).toBe(sentence);
  });
});

describe('expandSeries', () => {
  const rates: SeriesSetting = { key: 'learningRate', values: [0.001, 0.004] };
  const seeds: SeriesSetting = { key: 'seed', values: [1, 2, 3] };

  it('has seeds change fastest, whichever setting comes first', () => {
    const order = (experiments: ReturnType<typeof expand>) =>
      typeof experiments === 'string'
        ? experiments
        : experiments.map(({ learningRate, seed }) => `${learningRate}/${seed}`);
    const wanted = ['0.001/1', '0.001/2', '0.001/3', '0.004/1', '0.004/2', '0.004/3'];
    expect(order(expand(rates, seeds))).toEqual(wanted);
    expect(order(expand(seeds, rates))).toEqual(wanted);
  });

  it('has the second setting change faster than the first', () => {
    const layers: SeriesSetting = { key: 'hidden', values: [[64], [32, 16]] };
    expect(expand(layers, rates)).toEqual([
      { ...base, hidden: [64], learningRate: 0.001 },
      { ...base, hidden: [64], learningRate: 0.004 },
      { ...base, hidden: [32, 16], learningRate: 0.001 },
      { ...base, hidden: [32, 16], learningRate: 0.004 },
    ]);
  });

  it('allows 64 runs and no more', () => {
    const whole = (key: keyof Experiment, count: number): SeriesSetting => ({
      key,
      values: Array.from({ length: count }, (_, i) => i + 1),
    });
    expect(expand(whole('seed', 8), whole('epochs', 8))).toHaveLength(MAX_SERIES_RUNS);
    expect(expand(whole('seed', 5), whole('epochs', 13))).toBe(
      'That would be 65 runs. A series has at most 64.',
    );
  });

  it('refuses a series of nothing, of three settings, of one twice, and of strengths of no augmentation', () => {
    const strengths: SeriesSetting = { key: 'augmentStrength', values: [0.5, 1] };
    expect(expand()).toBe('A series changes one setting or two.');
    expect(expand(rates, seeds, strengths)).toBe('A series changes one setting or two.');
    expect(expand(rates, rates)).toBe('A series changes two different settings, not one twice.');
    expect(expand(strengths)).toBe(
      'Augmentation is off, so “strength of augmentation” changes nothing: switch it on first.',
    );
    expect(expandSeries({ ...base, augment: true }, [strengths]).ok).toBe(true);
    const shares: SeriesSetting = { key: 'drawnDigits', values: [0, 0.2] };
    expect(expand(shares)).toContain('“drawn digits” changes nothing');
    expect(expand({ key: 'augment', values: [true] }, shares)).toHaveLength(2);
  });
});
