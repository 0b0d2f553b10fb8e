/**
 * A series: one or two settings with several values each, over one base experiment. What a pupil types ("0.001, 0.004",
 * "1-5", "64; 128; 256-128") becomes experiments; what came out of them becomes one line for each value, with its spread: one
 * run alone says little, since another seed gives another result.
 */
import {
  allowedValues,
  type Experiment,
  type Field,
  FIELDS,
  type FieldValue,
  formatField,
  needsAugmentation,
} from '../experiment';
import { plainText, readField } from '../read-number';

export const MAX_SERIES_RUNS = 64;

export interface SeriesSetting {
  readonly key: keyof Experiment;
  /** At least one, all different, in the order in which they were given. */
  readonly values: readonly FieldValue[];
}

/** problem: one sentence for the visitor. */
export type SeriesResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

const problem = (text: string): { readonly ok: false; readonly problem: string } => ({
  ok: false,
  problem: text,
});

const EXAMPLES: Readonly<Record<Field['kind'], string>> = {
  number: '0.1, 0.2, 0.4',
  choice: 'one, another',
  layers: '64; 128; 256-128',
  switch: 'off, on',
  data: 'mnist',
};

function exampleFor(field: Field): string {
  if (field.kind === 'choice') return field.choices.slice(0, 2).join(', ');
  return field.kind === 'number' && field.whole ? '1, 2, 5 or 1-5' : EXAMPLES[field.kind];
}

/** "1-5" and "1..5" as [1, 5], for fields of whole numbers only. Undefined for anything else. */
function readRange(field: Field, text: string): readonly [number, number] | undefined {
  if (field.kind !== 'number' || !field.whole) return undefined;
  const ends = /^(\d+)\s*(?:-|\.\.)\s*(\d+)$/.exec(text);
  return ends ? [Number(ends[1]), Number(ends[2])] : undefined;
}

/** One entry between separators: a value, or a range of whole numbers. */
function parseEntry(field: Field, text: string): SeriesResult<readonly FieldValue[]> {
  const range = readRange(field, text);
  if (range) {
    const [first, last] = range;
    if (first > last) return problem(`${field.label}: “${text}” must begin with the smaller number.`);
    if (last - first >= MAX_SERIES_RUNS) {
      return problem(
        `${field.label}: “${text}” is too many values. A series has at most ${MAX_SERIES_RUNS} runs.`,
      );
    }
    const inside = [first, last].every((end) => readField(field, String(end)) !== undefined);
    if (inside) return { ok: true, value: Array.from({ length: last - first + 1 }, (_, i) => first + i) };
  }
  const value = range ? undefined : readField(field, text);
  if (value !== undefined) return { ok: true, value: [value] };
  return problem(`${field.label} must be ${allowedValues(field)}, not “${text.slice(0, 40)}”.`);
}

/** The values between separators. The first bad one is the problem. */
function parseEntries(key: keyof Experiment, texts: readonly string[]): SeriesResult<SeriesSetting> {
  const field = FIELDS[key];
  const entries = texts.map((entry) => entry.trim()).filter((entry) => entry !== '');
  const values = new Map<string, FieldValue>();
  for (const entry of entries) {
    const parsed = parseEntry(field, entry);
    if (!parsed.ok) return parsed;
    for (const value of parsed.value) values.set(formatField(value), value);
  }
  if (values.size === 0) return problem(`${field.label} needs values, such as ${exampleFor(field)}.`);
  return { ok: true, value: { key, values: [...values.values()] } };
}

/**
 * The values of one setting, as typed. They stand between semicolons or, where there is none, commas; blanks and empty entries
 * do not matter and repeated values count once. Whole numbers may be ranges. The first bad value is the problem.
 */
export function parseSeriesSetting(key: keyof Experiment, text: string): SeriesResult<SeriesSetting> {
  const plain = plainText(text);
  const parsed = parseEntries(key, plain.split(plain.includes(';') ? ';' : ','));
  if (parsed.ok) return parsed;
  // "0,2, 0,4": commas within the numbers, and commas with a blank between them.
  const spaced = parseEntries(key, plain.split(/; ?|, /));
  return spaced.ok ? spaced : parsed;
}

/**
 * The experiments of a series over a base: for each value of the first setting all of the second. Seeds always change
 * fastest, so that the repetitions of one setting follow each other and the first comparisons are complete early on. settings:
 * one or two, of different fields. A problem when there are more runs than MAX_SERIES_RUNS, or when all would be alike.
 */
export function expandSeries(
  base: Experiment,
  settings: readonly SeriesSetting[],
): SeriesResult<readonly Experiment[]> {
  const keys = settings.map(({ key }) => key);
  if (keys.length === 0 || keys.length > 2) return problem('A series changes one setting or two.');
  if (new Set(keys).size < keys.length)
    return problem('A series changes two different settings, not one twice.');
  const idle = keys.find(needsAugmentation);
  if (idle && !keys.includes('augment') && !base.augment) {
    const setting = FIELDS[idle].label.toLowerCase();
    return problem(`Augmentation is off, so “${setting}” changes nothing: switch it on first.`);
  }
  const count = settings.reduce((product, { values }) => product * values.length, 1);
  if (count > MAX_SERIES_RUNS) {
    return problem(
      `That would be ${count.toLocaleString('en')} runs. A series has at most ${MAX_SERIES_RUNS}.`,
    );
  }
  const outerToInner = [
    ...settings.filter(({ key }) => key !== 'seed'),
    ...settings.filter(({ key }) => key === 'seed'),
  ];
  const experiments = outerToInner.reduce<readonly Experiment[]>(
    (runs, { key, values }) => runs.flatMap((run) => values.map((value) => ({ ...run, [key]: value }))),
    [base],
  );
  return { ok: true, value: experiments };
}
