/**
 * The experiment as the page's address carries it: `?preset=standard&lr=0.01&seed=7`. The preset is the base, every other
 * parameter a difference from it, so addresses stay short and say what is unusual about a run.
 */
import { allowedValues, type Experiment, FIELD_KEYS, FIELDS, formatField, parseField } from './experiment';
import { ALLOWED_PACES, parsePace } from './slow-motion';
import { DEFAULT_PRESET, PRESET_NAMES, type PresetName, PRESETS } from './presets';

/** The URL standard's class: every browser, worker and Node has it, but this room compiles without their types. */
declare const URLSearchParams: new (init: string | Record<string, string>) => {
  get(name: string): string | null;
  set(name: string, value: string): void;
  toString(): string;
};

export interface AddressProblem {
  /** The URL parameter that was not understood. */
  readonly param: string;
  /** A sentence for the visitor: what was given, what is allowed, what is used instead. */
  readonly message: string;
}

export interface Address {
  readonly experiment: Experiment;
  /** Whether training starts without a click. */
  readonly autostart: boolean;
  /** Whether the page is shown within another: pad, curves and Train alone. */
  readonly embed: boolean;
  /** Steps a second in slow motion; undefined for as many as there can be. */
  readonly pace: number | undefined;
  readonly problems: readonly AddressProblem[];
}

const isPresetName = (text: string): text is PresetName => PRESET_NAMES.some((name) => name === text);

const problem = (param: string, given: string, allowed: string, used: string): AddressProblem => ({
  param,
  message: `The address says ${param}=${given.slice(0, 40)}, but ${param} must be ${allowed}. Using ${used}.`,
});

/**
 * What an address says besides the experiment: a lesson (see lesson-address.ts), and whether the page is a part of another. It
 * stays in the address as it is, whatever becomes of the settings.
 */
export const KEPT_PARAMS = ['lesson', 'task', 'compare', 'embed'] as const;

/** Reads an address's query. Never throws: what is not allowed becomes a problem and the preset's value is used. */
export function parseAddress(search: string): Address {
  const params = new URLSearchParams(search);
  const problems: AddressProblem[] = [];

  const presetText = params.get('preset') ?? DEFAULT_PRESET;
  const preset = isPresetName(presetText) ? presetText : DEFAULT_PRESET;
  if (preset !== presetText) {
    problems.push(problem('preset', presetText, `one of ${PRESET_NAMES.join(', ')}`, preset));
  }

  const base = PRESETS[preset].experiment;
  const changes: Partial<Record<keyof Experiment, Experiment[keyof Experiment]>> = {};
  for (const key of FIELD_KEYS) {
    const field = FIELDS[key];
    const text = params.get(field.param);
    if (text === null) continue;
    const value = parseField(field, text);
    if (value === undefined) {
      problems.push(problem(field.param, text, allowedValues(field), formatField(base[key])));
    } else {
      changes[key] = value;
    }
  }

  const isOn = (param: string): boolean => {
    const text = params.get(param) ?? '0';
    if (text !== '1' && text !== '0') problems.push(problem(param, text, '1 or 0', '0'));
    return text === '1';
  };
  const [autostart, embed] = [isOn('autostart'), isOn('embed')];
  const paceText = params.get('pace');
  const pace = paceText === null ? undefined : parsePace(paceText);
  if (paceText !== null && pace === undefined) {
    problems.push(problem('pace', paceText, ALLOWED_PACES, 'full speed'));
  }
  return { experiment: { ...base, ...changes } as Experiment, autostart, embed, pace, problems };
}

/**
 * The query, "?" included, that parseAddress reads back to the same experiment. before: the query that this one takes the
 * place of, whose lesson is kept. pace: of slow motion, if it is on.
 */
export function formatAddress(
  experiment: Experiment,
  autostart: boolean,
  before = '',
  pace?: number,
): string {
  const differences = (name: PresetName) =>
    FIELD_KEYS.filter((key) => formatField(PRESETS[name].experiment[key]) !== formatField(experiment[key]));
  const nearest = PRESET_NAMES.reduce((best, name) =>
    differences(name).length < differences(best).length ? name : best,
  );
  const params = new URLSearchParams({ preset: nearest });
  for (const key of differences(nearest)) params.set(FIELDS[key].param, formatField(experiment[key]));
  if (autostart) params.set('autostart', '1');
  if (pace !== undefined) params.set('pace', String(pace));
  const earlier = new URLSearchParams(before);
  for (const param of KEPT_PARAMS) {
    const value = earlier.get(param);
    if (value !== null) params.set(param, value);
  }
  return `?${params.toString()}`;
}
