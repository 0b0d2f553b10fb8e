import { type Experiment, FIELD_KEYS, formatField } from './experiment';

export const PRESET_NAMES = ['quick', 'standard', 'champion'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];
export const DEFAULT_PRESET: PresetName = 'standard';

export interface Preset {
  readonly label: string;
  /** What to expect, for the visitor. */
  readonly hint: string;
  readonly experiment: Experiment;
}

const base: Experiment = {
  engine: 'auto',
  hidden: [128],
  activation: 'relu',
  optimizer: 'adam',
  learningRate: 0.004,
  schedule: 'cosine',
  batchSize: 128,
  epochs: 5,
  dropout: 0,
  weightDecay: 0,
  labelSmoothing: 0,
  augment: false,
  seed: 42,
};

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  quick: {
    label: 'Quick',
    hint: 'One hidden layer, five passes, a few seconds: about 97.8% of the test digits right.',
    experiment: base,
  },
  standard: {
    label: 'Standard',
    hint: 'Two hidden layers and warped digits, under a minute: about 99.1% right, and better with your hand.',
    experiment: { ...base, hidden: [256, 128], epochs: 20, augment: true },
  },
  champion: {
    label: 'Champion',
    hint: 'A wide network, many passes: the most accurate, and it takes its time.',
    experiment: {
      ...base,
      hidden: [512, 256],
      optimizer: 'adamw',
      learningRate: 0.002,
      epochs: 30,
      weightDecay: 0.02,
      augment: true,
    },
  },
};

/** The preset whose recipe this is, engine and seed aside; undefined for a recipe of the visitor's own. */
export function presetOf(experiment: Experiment): PresetName | undefined {
  return PRESET_NAMES.find((name) =>
    FIELD_KEYS.every(
      (key) =>
        key === 'engine' ||
        key === 'seed' ||
        formatField(PRESETS[name].experiment[key]) === formatField(experiment[key]),
    ),
  );
}
