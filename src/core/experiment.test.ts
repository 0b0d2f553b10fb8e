import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Experiment,
  FIELD_KEYS,
  FIELDS,
  isExperiment,
  restoreChanges,
  restoreExperiment,
} from './experiment';
import { PRESETS } from './presets';

const champion = PRESETS.champion.experiment;
const stored = (name: string): { experiment: Partial<Experiment> } =>
  JSON.parse(readFileSync(new URL(`../../public/networks/${name}.json`, import.meta.url), 'utf8'));
const sentenceOf = (candidate: unknown): string | undefined => {
  const restored = restoreExperiment(candidate);
  return restored.ok ? undefined : restored.fault.message;
};

/** As Git shows it: what the first edition's settings were, and what it did before it had the last four. */
const BEFORE: Experiment = {
  data: 'mnist',
  engine: 'auto',
  hidden: [128],
  activation: 'relu',
  optimizer: 'adam',
  learningRate: 0.002,
  schedule: 'cosine',
  batchSize: 128,
  epochs: 4,
  dropout: 0,
  weightDecay: 0,
  labelSmoothing: 0,
  augment: false,
  seed: 42,
  firstLayer: 'random',
  augmentStrength: 1,
  // One digit in twenty, wherever there was augmentation.
  drawnDigits: 0.05,
  patience: 0,
};

describe('a stored experiment', () => {
  it.each(FIELD_KEYS)('without %s means what was done before there was one', (key) => {
    const { [key]: _, ...older } = champion;
    expect(restoreExperiment(older)).toEqual({ ok: true, value: { ...champion, [key]: BEFORE[key] } });
    expect(isExperiment(older)).toBe(false);
  });

  // What a record from before these fields is given.
  const GIVEN = { data: 'mnist', drawnDigits: 0.05, patience: 0 };
  it('gets a field that is yet to be invented, and loses one that was given up', () => {
    const fields = { ...FIELDS, momentum: { ...FIELDS.dropout, param: 'momentum', absent: 0.5 } };
    for (const { experiment } of [stored('reference'), stored('guard')]) {
      expect(restoreExperiment(experiment, fields)).toEqual({
        ok: true,
        value: { ...GIVEN, ...(experiment as object), momentum: 0.5 },
      });
      expect(restoreExperiment({ ...experiment, momentum: 0.5 })).toEqual({
        ok: true,
        value: { ...GIVEN, ...(experiment as object) },
      });
    }
  });

  it('shares nothing with what it was read from', () => {
    const restored = restoreExperiment(champion);
    expect(restored.ok && restored.value.hidden).not.toBe(champion.hidden);
  });

  it('may have no hidden layer', () => {
    const candidate = { ...champion, hidden: [] };
    expect(isExperiment(candidate)).toBe(true);
    expect(restoreExperiment(candidate)).toEqual({ ok: true, value: candidate });
  });

  it.each([
    ['augment', 'off', 'Augmentation must be on or off.'],
    [
      'hidden',
      '256-128',
      'Hidden layers must be none, or one to 4 layers of 1 to 2048 units, such as 256-128.',
    ],
    ['hidden', 'none', 'Hidden layers must be'],
    ['hidden', {}, 'Hidden layers must be'],
    ['hidden', [8, '8'], 'Hidden layers must be'],
    ['hidden', [8, 1.5], 'Hidden layers must be'],
    ['hidden', [2049], 'Hidden layers must be'],
    ['hidden', [1, 2, 3, 4, 5], 'Hidden layers must be'],
    ['learningRate', '0.01', 'Learning rate must be a number from 0.000001 to 10.'],
    ['learningRate', 11, 'Learning rate must be'],
    ['dropout', Number.NaN, 'Dropout must be a number from 0 to 0.9.'],
    ['dropout', null, 'Dropout must be'],
    ['epochs', 2.5, 'Epochs must be a whole number from 1 to 500.'],
    ['engine', 'cuda', 'Engine must be one of auto, '],
    ['engine', ['simd'], 'Engine must be one of auto, '],
  ])('with %s = %j is refused in a sentence', (key, value, sentence) => {
    const candidate = { ...champion, [key]: value };
    expect(sentenceOf(candidate)).toContain(sentence);
    expect(isExperiment(candidate)).toBe(false);
  });

  it.each([[null], ['experiment'], [[]], [undefined]])('is not %j', (candidate) => {
    expect(sentenceOf(candidate)).toBe('An experiment must be an object.');
  });
});

describe('stored changes of an experiment', () => {
  it('are those of its fields that are there', () => {
    expect(restoreChanges({ learningRate: 0.01, momentum: 3, epochs: undefined })).toEqual({
      ok: true,
      value: { learningRate: 0.01 },
    });
    const refused = restoreChanges({ learningRate: 0.01, hidden: '256-128' });
    expect(!refused.ok && refused.fault.message).toContain('Hidden layers must be');
  });
});
