/**
 * The one truth about a run: what the form edits, the address carries, the worker trains, and a record remembers.
 * FIELDS is the single table of names, limits, sentences and defaults, from which the form, the URL codec and the schema of
 * stored experiments are all derived.
 */
import { isDatasetId, MNIST } from './dataset';
import { ENGINE_NAMES, type EngineName } from './engines';
import { type Fault, fail, ok, type Result } from './fault';

export const ACTIVATIONS = ['relu', 'leakyRelu', 'elu', 'tanh', 'sigmoid'] as const;
export const OPTIMIZERS = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw'] as const;
export const FIRST_LAYERS = ['random', 'gabor'] as const;
export const SCHEDULES = ['constant', 'cosine', 'step'] as const;
export const ENGINE_CHOICES: readonly EngineChoice[] = ['auto', ...ENGINE_NAMES];

export type Activation = (typeof ACTIVATIONS)[number];
export type Optimizer = (typeof OPTIMIZERS)[number];
export type FirstLayer = (typeof FIRST_LAYERS)[number];
export type Schedule = (typeof SCHEDULES)[number];
export type EngineChoice = 'auto' | EngineName;

export interface Experiment {
  /** Id of the data set that it learns from: 'mnist', or one that was brought in; see dataset.ts. */
  readonly data: string;
  readonly engine: EngineChoice;
  /** Units of each hidden layer, first to last. Up to 4 layers of 1 to 2,048 units; none is softmax regression. */
  readonly hidden: readonly number[];
  readonly activation: Activation;
  /** What the first layer's weights begin as: random numbers, or small waves that look for lines; see gabor-kernel.ts. */
  readonly firstLayer: FirstLayer;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly schedule: Schedule;
  readonly batchSize: number;
  readonly epochs: number;
  /** Share of hidden activations dropped at each step, 0 to 0.9. */
  readonly dropout: number;
  /** Strength of the pull of kernels towards zero, 0 to 1. Decoupled for adamw, an L2 gradient for the others. */
  readonly weightDecay: number;
  /** Share of the target spread over the ten classes, 0 to 0.5. */
  readonly labelSmoothing: number;
  /** Whether the network sees random variants of the training digits; see augment.ts. */
  readonly augment: boolean;
  /** How far variants go, 0 to 2; 1 is the usual. */
  readonly augmentStrength: number;
  /** Share of the training digits that a seeded hand draws, 0 to 1; none without augmentation. See synthetic-hand.ts. */
  readonly drawnDigits: number;
  /** Epochs without a better validation accuracy after which a run ends by itself; 0 for never. See early-stopping.ts. */
  readonly patience: number;
  /** Fixes initial weights, batch order, dropout and augmentation. A whole number, 0 to 4,294,967,295. */
  readonly seed: number;
}

export const MAX_HIDDEN_LAYERS = 4;
export const MAX_UNITS = 2048;
export const MAX_BATCH_SIZE = 2048;
/** How a network without a hidden layer is written, in any case of letters. */
const NO_LAYERS = 'none';

interface NumberField {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}
interface ChoiceField {
  readonly kind: 'choice';
  readonly choices: readonly string[];
}
interface LayersField {
  readonly kind: 'layers';
}
interface SwitchField {
  readonly kind: 'switch';
}
interface DataField {
  readonly kind: 'data';
}
export type FieldValue = Experiment[keyof Experiment];
export type Field<T extends FieldValue = FieldValue> = (
  | NumberField
  | ChoiceField
  | LayersField
  | SwitchField
  | DataField
) & {
  /** The URL parameter: public, never renamed. */
  readonly param: string;
  readonly label: string;
  /** What a stored experiment without this field means: what the page did before it had the field. */
  readonly absent: T;
};

const number = (
  param: string,
  label: string,
  [min, max]: readonly [number, number],
  absent: number,
): Field<number> => ({ kind: 'number', param, label, min, max, whole: false, absent });
const whole: typeof number = (param, label, [min, max], absent) => ({
  kind: 'number',
  param,
  label,
  min,
  max,
  whole: true,
  absent,
});
const choice = <T extends FieldValue & string>(
  param: string,
  label: string,
  choices: readonly T[],
  absent: T,
): Field<T> => ({ kind: 'choice', param, label, choices, absent });

export const FIELDS: { readonly [Key in keyof Experiment]: Field<Experiment[Key]> } = {
  data: { kind: 'data', param: 'data', label: 'Data set', absent: MNIST.id },
  engine: choice('engine', 'Engine', ENGINE_CHOICES, 'auto'),
  hidden: { kind: 'layers', param: 'hidden', label: 'Hidden layers', absent: [128] },
  activation: choice('activation', 'Activation', ACTIVATIONS, 'relu'),
  firstLayer: choice('firstLayer', 'First layer', FIRST_LAYERS, 'random'),
  optimizer: choice('optimizer', 'Optimiser', OPTIMIZERS, 'adam'),
  learningRate: number('lr', 'Learning rate', [0.000001, 10], 0.002),
  schedule: choice('schedule', 'Rate schedule', SCHEDULES, 'cosine'),
  batchSize: whole('batch', 'Batch size', [1, MAX_BATCH_SIZE], 128),
  epochs: whole('epochs', 'Epochs', [1, 500], 4),
  dropout: number('dropout', 'Dropout', [0, 0.9], 0),
  weightDecay: number('weightDecay', 'Weight decay', [0, 1], 0),
  labelSmoothing: number('labelSmoothing', 'Label smoothing', [0, 0.5], 0),
  augment: { kind: 'switch', param: 'augment', label: 'Augmentation', absent: false },
  augmentStrength: number('augmentStrength', 'Strength of augmentation', [0, 2], 1),
  drawnDigits: number('drawn', 'Drawn digits', [0, 1], 0.05),
  patience: whole('patience', 'Patience', [0, 500], 0),
  seed: whole('seed', 'Seed', [0, 0xffffffff], 42),
};

export const FIELD_KEYS = Object.keys(FIELDS) as readonly (keyof Experiment)[];

/** Settings that change nothing while augmentation is off. */
export const needsAugmentation = (key: keyof Experiment): boolean =>
  key === 'augmentStrength' || key === 'drawnDigits';

/** What a field allows, in words: "a number from 0 to 0.9". */
export function allowedValues(field: Field): string {
  switch (field.kind) {
    case 'number':
      return `a ${field.whole ? 'whole ' : ''}number from ${field.min} to ${field.max}`;
    case 'choice':
      return `one of ${field.choices.join(', ')}`;
    case 'layers':
      return `none, or one to ${MAX_HIDDEN_LAYERS} layers of 1 to ${MAX_UNITS} units, such as 256-128`;
    case 'switch':
      return 'on or off';
    case 'data':
      return `${MNIST.id}, or a set that was brought in, such as own-0123456789ab`;
  }
}

const isWholeWithin = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

/** Whether anything from outside is a value of the field: of its kind, and within its limits. */
export function isAllowed(field: Field, value: unknown): value is FieldValue {
  switch (field.kind) {
    case 'number':
      if (typeof value !== 'number' || (field.whole && !Number.isInteger(value))) return false;
      return value >= field.min && value <= field.max;
    case 'choice':
      return (field.choices as readonly unknown[]).includes(value);
    case 'layers':
      if (!Array.isArray(value) || value.length > MAX_HIDDEN_LAYERS) return false;
      return value.every((units) => isWholeWithin(units, 1, MAX_UNITS));
    case 'switch':
      return typeof value === 'boolean';
    case 'data':
      return isDatasetId(value);
  }
}

/**
 * Reads a field's value from text as formatField writes it. Undefined for any other; what people type is read by
 * readField, in read-number.ts.
 */
export function parseField(field: Field, text: string): FieldValue | undefined {
  const value = unformatted(field, text);
  return isAllowed(field, value) ? value : undefined;
}

/** What the text says, allowed or not; undefined when it says nothing of the field's kind. */
function unformatted(field: Field, text: string): unknown {
  switch (field.kind) {
    case 'number':
      // "-0" is 0.
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) + 0 : undefined;
    case 'choice':
    case 'data':
      return text;
    case 'layers':
      if (text.toLowerCase() === NO_LAYERS) return [];
      return /^\d+(-\d+)*$/.test(text) ? text.split('-').map(Number) : undefined;
    case 'switch':
      return text === 'on' ? true : text === 'off' ? false : undefined;
  }
}

/** The text that parseField reads back to the same value. */
export function formatField(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.length === 0 ? NO_LAYERS : value.join('-');
  return String(value);
}

type Fields = Readonly<Record<string, Field>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function read(candidate: Readonly<Record<string, unknown>>, fields: Fields) {
  const values: Record<string, FieldValue> = {};
  const problems: string[] = [];
  for (const [key, field] of Object.entries(fields)) {
    const value = candidate[key];
    if (!isAllowed(field, value)) problems.push(`${field.label} must be ${allowedValues(field)}.`);
    else values[key] = Array.isArray(value) ? [...value] : value;
  }
  return { values, problems };
}

/** Every rule that a value breaks, one sentence each. Empty for a valid experiment. Accepts anything from outside. */
export const experimentProblems = (candidate: Readonly<Record<string, unknown>>): string[] =>
  read(candidate, FIELDS).problems;

/** Whether anything from outside is a valid experiment with every field of today. */
export const isExperiment = (value: unknown): value is Experiment =>
  isObject(value) && experimentProblems(value).length === 0;

/**
 * An experiment as it was stored, perhaps by an older edition: a fresh copy in which what it lacks is what that edition did,
 * and fields that are none of ours are left out. A value that is not allowed is refused in the field's sentence.
 * fields: for tests.
 */
export function restoreExperiment(candidate: unknown, fields: Fields = FIELDS): Result<Experiment> {
  const absent = Object.entries(fields).map(([key, field]) => [key, field.absent] as const);
  const present = Object.entries(isObject(candidate) ? candidate : {}).filter(
    ([, value]) => value !== undefined,
  );
  const { values, problems } = read(Object.fromEntries([...absent, ...present]), fields);
  if (!isObject(candidate) || Array.isArray(candidate)) problems.unshift('An experiment must be an object.');
  if (problems.length === 0) return ok(values as unknown as Experiment);
  return fail(invalid(problems));
}

const invalid = (problems: readonly string[]): Fault => ({
  code: 'invalid-experiment',
  message: problems.join(' '),
  remedy: 'reset-settings',
});

/** Changes to an experiment as they were stored: those of its fields that are there, checked as restoreExperiment does. */
export function restoreChanges(candidate: unknown): Result<Partial<Experiment>> {
  const given = isObject(candidate) ? candidate : {};
  const present = Object.fromEntries(Object.entries(FIELDS).filter(([key]) => given[key] !== undefined));
  const { values, problems } = read(given, present);
  return problems.length === 0 ? ok(values) : fail(invalid(problems));
}
