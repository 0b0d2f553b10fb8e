/**
 * The one truth about a run: what the form edits, the address carries, the worker trains, and a checkpoint remembers.
 * FIELDS is the single table of names, limits and sentences from which the form and the URL codec are both derived.
 */
export const ACTIVATIONS = ['relu', 'leakyRelu', 'elu', 'tanh', 'sigmoid'] as const;
export const OPTIMIZERS = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw'] as const;
export const FIRST_LAYERS = ['random', 'gabor'] as const;
export const SCHEDULES = ['constant', 'cosine', 'step'] as const;
export const ENGINE_CHOICES = ['auto', 'webgl', 'simd', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'] as const;

export type Activation = (typeof ACTIVATIONS)[number];
export type Optimizer = (typeof OPTIMIZERS)[number];
export type FirstLayer = (typeof FIRST_LAYERS)[number];
export type Schedule = (typeof SCHEDULES)[number];
export type EngineChoice = (typeof ENGINE_CHOICES)[number];
export type EngineName = Exclude<EngineChoice, 'auto'>;

export interface Experiment {
  readonly engine: EngineChoice;
  /** Units of each hidden layer, first to last. 1 to 4 layers of 1 to 2,048 units. */
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
  /** Fixes initial weights, batch order, dropout and augmentation. A whole number, 0 to 4,294,967,295. */
  readonly seed: number;
}

export const MAX_HIDDEN_LAYERS = 4;
export const MAX_UNITS = 2048;
export const MAX_BATCH_SIZE = 2048;

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
export type Field = (NumberField | ChoiceField | LayersField | SwitchField) & {
  /** The URL parameter: public, never renamed. */
  readonly param: string;
  readonly label: string;
};

const number = (param: string, label: string, min: number, max: number): Field => ({
  kind: 'number',
  param,
  label,
  min,
  max,
  whole: false,
});
const whole = (param: string, label: string, min: number, max: number): Field => ({
  kind: 'number',
  param,
  label,
  min,
  max,
  whole: true,
});
const choice = (param: string, label: string, choices: readonly string[]): Field => ({
  kind: 'choice',
  param,
  label,
  choices,
});

export const FIELDS: Readonly<Record<keyof Experiment, Field>> = {
  engine: choice('engine', 'Engine', ENGINE_CHOICES),
  hidden: { kind: 'layers', param: 'hidden', label: 'Hidden layers' },
  activation: choice('activation', 'Activation', ACTIVATIONS),
  firstLayer: choice('firstLayer', 'First layer', FIRST_LAYERS),
  optimizer: choice('optimizer', 'Optimiser', OPTIMIZERS),
  learningRate: number('lr', 'Learning rate', 0.000001, 10),
  schedule: choice('schedule', 'Rate schedule', SCHEDULES),
  batchSize: whole('batch', 'Batch size', 1, MAX_BATCH_SIZE),
  epochs: whole('epochs', 'Epochs', 1, 500),
  dropout: number('dropout', 'Dropout', 0, 0.9),
  weightDecay: number('weightDecay', 'Weight decay', 0, 1),
  labelSmoothing: number('labelSmoothing', 'Label smoothing', 0, 0.5),
  augment: { kind: 'switch', param: 'augment', label: 'Augmentation' },
  augmentStrength: number('augmentStrength', 'Strength of augmentation', 0, 2),
  seed: whole('seed', 'Seed', 0, 0xffffffff),
};

export const FIELD_KEYS = Object.keys(FIELDS) as readonly (keyof Experiment)[];

/** What a field allows, in words: "a number from 0 to 0.9". */
export function allowedValues(field: Field): string {
  switch (field.kind) {
    case 'number':
      return `a ${field.whole ? 'whole ' : ''}number from ${field.min} to ${field.max}`;
    case 'choice':
      return `one of ${field.choices.join(', ')}`;
    case 'layers':
      return `one to ${MAX_HIDDEN_LAYERS} layers of 1 to ${MAX_UNITS} units, such as 256-128`;
    case 'switch':
      return 'on or off';
  }
}

export type FieldValue = Experiment[keyof Experiment];

/** Reads a field's value from text, as an address or a form holds it. Undefined when the text is not allowed. */
export function parseField(field: Field, text: string): FieldValue | undefined {
  switch (field.kind) {
    case 'number': {
      const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      const allowed = value >= field.min && value <= field.max && (!field.whole || Number.isInteger(value));
      return allowed ? value : undefined;
    }
    case 'choice':
      return field.choices.includes(text) ? (text as FieldValue) : undefined;
    case 'layers': {
      if (!/^\d+(-\d+)*$/.test(text)) return undefined;
      const layers = text.split('-').map(Number);
      const allowed = layers.length <= MAX_HIDDEN_LAYERS && layers.every((n) => n >= 1 && n <= MAX_UNITS);
      return allowed ? layers : undefined;
    }
    case 'switch':
      return text === 'on' ? true : text === 'off' ? false : undefined;
  }
}

/** The text that parseField reads back to the same value. */
export function formatField(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return Array.isArray(value) ? value.join('-') : String(value);
}

/** Every rule that a value breaks, one sentence each. Empty for a valid experiment. Accepts anything from outside. */
export function experimentProblems(candidate: Readonly<Record<string, unknown>>): string[] {
  return FIELD_KEYS.flatMap((key) => {
    const field = FIELDS[key];
    const value = candidate[key] as FieldValue | undefined;
    const valid =
      value !== undefined && value !== null && parseField(field, formatField(value)) !== undefined;
    return valid ? [] : [`${field.label} must be ${allowedValues(field)}.`];
  });
}

/** Whether anything from outside, a file's content perhaps, is a valid experiment. */
export const isExperiment = (value: unknown): value is Experiment =>
  typeof value === 'object' && value !== null && experimentProblems({ ...value }).length === 0;
