/**
 * What differs between two experiments, in the form's own words: "learning rate 0.004 → 0.016". For the table of runs, where
 * the difference from the run before says more than fifteen settings.
 */
import {
  type Experiment,
  FIELD_KEYS,
  FIELDS,
  type FieldValue,
  formatField,
  needsAugmentation,
} from '../experiment';

/** A change made while a run trained. changes: the new values, which hold from `step` on. */
export interface ChangeOnTheWay {
  readonly step: number;
  readonly changes: Partial<Experiment>;
}

interface WhatChangedOptions {
  /** Also what changes no number: the engine, and what needs augmentation where there is none. Default false. */
  readonly all?: boolean;
}

const labelOf = (key: keyof Experiment): string => FIELDS[key].label.toLowerCase();

/** One setting with its value: "learning rate 0.004", "no hidden layer". */
export const settingWords = (key: keyof Experiment, value: FieldValue): string =>
  Array.isArray(value) && value.length === 0 ? 'no hidden layer' : `${labelOf(key)} ${formatField(value)}`;

function words(key: keyof Experiment, from: FieldValue | undefined, to: FieldValue): string {
  if (from === undefined) return settingWords(key, to);
  return `${labelOf(key)} ${formatField(from)} → ${formatField(to)}`;
}

/** One phrase for each setting that differs, in the form's order. Empty when none does. */
export function whatChanged(
  from: Experiment,
  to: Experiment,
  { all = false }: WhatChangedOptions = {},
): string[] {
  const matters = (key: keyof Experiment): boolean =>
    all || (needsAugmentation(key) ? from.augment || to.augment : key !== 'engine');
  return FIELD_KEYS.filter((key) => formatField(from[key]) !== formatField(to[key]) && matters(key)).map(
    (key) => words(key, from[key], to[key]),
  );
}

/**
 * One sentence for each change on the way: "from step 1,200 on: learning rate 0.004 → 0.001". began: the settings that the
 * run began with, as far as they are known; for one that is not, the new value stands alone until the next change. changes:
 * oldest first. What sets a value to what it was already is left out, and so is the engine, unless all is asked for.
 */
export function changeWords(
  began: Partial<Experiment>,
  changes: readonly ChangeOnTheWay[],
  { all = false }: WhatChangedOptions = {},
): string[] {
  const now: Partial<Record<keyof Experiment, FieldValue>> = { ...began };
  return changes.flatMap(({ step, changes: values }) => {
    const phrases: string[] = [];
    for (const key of FIELD_KEYS) {
      const [from, to] = [now[key], values[key]];
      if (to === undefined || (from !== undefined && formatField(from) === formatField(to))) continue;
      now[key] = to;
      if (all || key !== 'engine') phrases.push(words(key, from, to));
    }
    return phrases.length === 0 ? [] : [`from step ${step.toLocaleString('en')} on: ${phrases.join(', ')}`];
  });
}
