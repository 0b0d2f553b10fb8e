/** Links as nobody would write them: whatever they say, there is an experiment, and a sentence for what was not understood. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIVATIONS,
  type Experiment,
  FIELD_KEYS,
  FIELDS,
  FIRST_LAYERS,
  formatField,
  isAllowed,
  isExperiment,
  OPTIMIZERS,
  SCHEDULES,
} from '../experiment';
import { ENGINE_NAMES } from '../engines';
import { formatAddress, parseAddress } from '../experiment-url';
import { parseLesson, withLesson } from '../lesson-address';
import { LESSON_IDS } from '../lesson-ids';
import { PRESET_NAMES } from '../presets';
import { readField } from '../read-number';
import { anyText, HOSTILE_TEXTS, inputsFor, spoiled, whole } from '../testing/fuzz';
import { isPlain } from './is-plain';
import { mendAddress } from './mend-address';

const PLACES = ['evaluation', 'inside', 'data', 'runs', 'settings', 'curves'];
const NAMES = [
  ...FIELD_KEYS.map((key) => FIELDS[key].param),
  'preset',
  'autostart',
  'embed',
  'pace',
  'lesson',
  'task',
  'compare',
  'hiden',
  'colour',
  '__proto__',
];
const VALUES = [
  'mnist',
  'own-0123456789ab',
  'none',
  '2048-2048-2048-2048',
  '1e999',
  '-0',
  '0,01',
  '1.000',
  '٣٢',
  'NaN',
  'on',
  '1',
  '',
  '%',
  '%25',
  '%2525',
  '&amp;',
  '#',
  '500',
  '4294967296',
  'learning-rate',
  'a,b',
  '5×10⁻³',
  ...HOSTILE_TEXTS,
];

/** One of a preset's own values, or of anything. */
const pair = fc
  .tuple(
    fc.oneof(fc.constantFrom(...NAMES), anyText(12)),
    fc.oneof(fc.constantFrom(...VALUES), fc.double().map(String), anyText(30)),
    fc.constantFrom('=', '=', '=', '%3D', '=3D', ''),
    fc.boolean(),
  )
  .map(([name, value, equals, isEncoded]) => name + equals + (isEncoded ? encoded(value) : value));
/** Lone surrogates cannot be encoded. */
const encoded = (text: string): string => encodeURIComponent(whole(text));

const query = fc
  .tuple(
    fc.array(pair, { maxLength: 6 }),
    fc.constantFrom('&', '&', '&amp;', ';', '%26', '&&'),
    fc.constantFrom('', '', '#data', '#evaluaton', '#<img>', '#preset=quick'),
  )
  .map(([pairs, sign, hash]) => `?${pairs.join(sign)}${hash}`);
const GOOD =
  '?preset=quick&engine=simd&hidden=64-32&activation=tanh&lr=0.005&batch=32&epochs=3&dropout=0.25&augment=on&seed=7&task=Why%20%26%20how%3F&lesson=dropout#data';
const anyQuery = fc.oneof(query, query, spoiled(GOOD), anyText(200));

const isSentence = (text: string): boolean =>
  (text.length > 10 && text.length < 500 && text.endsWith('.')) || text.endsWith('?');

describe('an address of any kind', () => {
  it('is read as an experiment, and what it was not is said', () => {
    fc.assert(
      fc.property(anyQuery, (search) => {
        const { experiment, pace, problems } = parseAddress(search);
        expect(isExperiment(experiment)).toBe(true);
        expect(pace === undefined || (pace >= 0.1 && pace <= 1000)).toBe(true);
        for (const { message } of problems) expect(message).toSatisfy(isSentence);
        const again = parseAddress(formatAddress(experiment, false, search, pace));
        expect(again).toMatchObject({ experiment, pace, autostart: false });
        expect(again.problems.filter(({ param }) => param !== 'embed')).toEqual([]);
      }),
      inputsFor('address: plain reading'),
    );
  });

  it('is mended into one of which all is understood, and which mending leaves as it is', () => {
    const known = { lessons: LESSON_IDS, places: PLACES };
    fc.assert(
      fc.property(anyQuery, (raw) => {
        const { search, hash, notes } = mendAddress(raw, known);
        for (const { message } of notes) expect(message).toSatisfy(isSentence);
        expect(['', ...PLACES]).toContain(hash.slice(1));
        const { experiment, problems } = parseAddress(search);
        expect(problems).toEqual([]);
        expect(isExperiment(experiment)).toBe(true);
        const { task, compare } = parseLesson(search, LESSON_IDS);
        const again = mendAddress(search + hash, known);
        expect({ search: again.search, hash: again.hash, notes: again.notes }).toEqual({
          search,
          hash,
          notes: [],
        });
        expect(parseLesson(again.search, LESSON_IDS)).toMatchObject({ task, compare });
      }),
      inputsFor('address: mended'),
    );
  });

  it('has a lesson or none, with a task in one line', () => {
    const lessons = fc.tuple(fc.constantFrom('lesson', 'task', 'compare'), anyText(300));
    fc.assert(
      fc.property(fc.array(lessons, { maxLength: 4 }), (params) => {
        const search = `?${params.map(([name, text]) => `${name}=${encoded(text)}`).join('&')}`;
        const { problems, ...lesson } = parseLesson(search, LESSON_IDS);
        for (const { message } of problems) expect(message).toSatisfy(isSentence);
        expect(lesson.task ?? 'none').toMatch(/^[^\p{Cc}\u2028\u2029\u202A-\u202E]{1,280}$/u);
        expect(lesson.compare.length).toBeLessThanOrEqual(8);
        expect(parseLesson(withLesson('?preset=quick', lesson), LESSON_IDS)).toEqual({
          ...lesson,
          problems: [],
        });
      }),
      inputsFor('address: lesson'),
    );
  });
});

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const EXPERIMENTS: fc.Arbitrary<Experiment> = fc.record({
  data: fc.constantFrom('mnist', 'own-0123456789ab'),
  engine: fc.constantFrom('auto', ...ENGINE_NAMES),
  hidden: fc.array(fc.integer({ min: 1, max: 2048 }), { maxLength: 4 }),
  activation: fc.constantFrom(...ACTIVATIONS),
  firstLayer: fc.constantFrom(...FIRST_LAYERS),
  optimizer: fc.constantFrom(...OPTIMIZERS),
  learningRate: between(0.000001, 10),
  schedule: fc.constantFrom(...SCHEDULES),
  batchSize: fc.integer({ min: 1, max: 2048 }),
  epochs: fc.integer({ min: 1, max: 500 }),
  dropout: between(0, 0.9),
  weightDecay: between(0, 1),
  labelSmoothing: between(0, 0.5),
  augment: fc.boolean(),
  augmentStrength: between(0, 2),
  drawnDigits: between(0, 1),
  patience: fc.integer({ min: 0, max: 500 }),
  seed: fc.nat(0xffffffff),
});

it('every experiment comes back from its address, which is plain', () => {
  fc.assert(
    fc.property(EXPERIMENTS, fc.boolean(), (experiment, autostart) => {
      const address = formatAddress(experiment, autostart);
      expect(isPlain(address, '', LESSON_IDS, PLACES)).toBe(true);
      const read = parseAddress(address);
      // -0 is 0 in an address.
      for (const key of FIELD_KEYS)
        expect(formatField(read.experiment[key])).toBe(formatField(experiment[key]));
      expect(read).toMatchObject({ autostart, problems: [] });
    }),
    inputsFor('address: there and back'),
  );
});

it('whatever is typed into a field is a value of it, or none', () => {
  const typed = fc.oneof(
    anyText(40),
    fc.stringMatching(/^[-+0-9.,' eE×^%/½⁻³٣]{0,20}$/),
    fc.constantFrom(...VALUES, ...PRESET_NAMES),
  );
  fc.assert(
    fc.property(fc.constantFrom(...FIELD_KEYS), typed, (key, text) => {
      const value = readField(FIELDS[key], text);
      if (value === undefined) return;
      expect(isAllowed(FIELDS[key], value)).toBe(true);
      expect(formatField(readField(FIELDS[key], formatField(value))!)).toBe(formatField(value));
    }),
    inputsFor('address: fields'),
  );
});
