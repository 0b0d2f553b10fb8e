/** What the visitor has typed for a series, as the runs that it makes or the sentences on why it makes none. */
import { type Experiment, FIELD_KEYS, FIELDS } from '../../core/experiment';
import { expandSeries, parseSeriesSetting } from '../../core/experiment/series';
import { settingWords } from '../../core/experiment/what-changed';

/** One setting and its values as typed. */
export interface Draft {
  readonly key: keyof Experiment;
  readonly text: string;
}

export interface SeriesPlan {
  /** For each draft what is wrong with its values; undefined when nothing is. */
  readonly problems: readonly (string | undefined)[];
  /** What is wrong with the series as a whole. */
  readonly problem: string | undefined;
  /** The settings in the order in which they change, the fastest last: seeds. */
  readonly keys: readonly (keyof Experiment)[];
  /** None when there is a problem. */
  readonly experiments: readonly Experiment[];
}

/** What a series may be about: engines change no result, and results on different data sets cannot be compared. */
export const SERIES_KEYS: readonly (keyof Experiment)[] = FIELD_KEYS.filter(
  (key) => key !== 'engine' && key !== 'data',
);

const EXAMPLES: Partial<Readonly<Record<keyof Experiment, string>>> = {
  hidden: '64; 128; 256-128',
  learningRate: '0.001, 0.004, 0.016',
  batchSize: '32, 128, 512',
  epochs: '2, 5, 10',
  dropout: '0, 0.2, 0.4',
  weightDecay: '0, 0.01, 0.1',
  labelSmoothing: '0, 0.05, 0.1',
  augment: 'off, on',
  augmentStrength: '0.5, 1, 2',
  drawnDigits: '0, 0.05, 0.2',
  patience: '5, 10',
  seed: '1-5',
};

/** Values to begin with: for a choice all there are. */
export function exampleOf(key: keyof Experiment): string {
  const field = FIELDS[key];
  return EXAMPLES[key] ?? (field.kind === 'choice' ? field.choices.join(', ') : '');
}

/** The settings in the order in which they change: seeds fastest, whatever was asked for first. */
const inOrder = (keys: readonly (keyof Experiment)[]): readonly (keyof Experiment)[] => [
  ...keys.filter((key) => key !== 'seed'),
  ...keys.filter((key) => key === 'seed'),
];

export function planSeries(base: Experiment, drafts: readonly Draft[]): SeriesPlan {
  const keys = inOrder(drafts.map(({ key }) => key));
  const parsed = drafts.map(({ key, text }) => parseSeriesSetting(key, text));
  const problems = parsed.map((result) => (result.ok ? undefined : result.problem));
  const settings = parsed.flatMap((result) => (result.ok ? [result.value] : []));
  if (settings.length < drafts.length) return { problems, problem: undefined, keys, experiments: [] };
  const expanded = expandSeries(base, settings);
  return expanded.ok
    ? { problems, problem: undefined, keys, experiments: expanded.value }
    : { problems, problem: expanded.problem, keys, experiments: [] };
}

/** "learning rate 0.004, seed 2": what sets a run apart from the others of its series. */
export const valuesOf = (experiment: Experiment, keys: readonly (keyof Experiment)[]): string =>
  keys.map((key) => settingWords(key, experiment[key])).join(', ');
