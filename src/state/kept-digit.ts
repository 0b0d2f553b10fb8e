/**
 * A drawing that the visitor has said the meaning of. It is kept as the pen drew it, in the same form in memory, in storage
 * and in files; the picture that a network gets is made from the strokes whenever it is needed, so that digits kept long ago
 * pass through the same normalisation as the one being drawn now.
 */
import * as v from 'valibot';
import { normaliseStrokes } from '../core/normalise';
import type { Stroke } from '../core/strokes';
import { thinned } from '../core/thin-strokes';

const MAX_STROKES = 100;
/** Of one stroke: more than a hand makes, and what a long one is thinned to when it is kept. */
const MAX_POINTS = 5000;
/** What a file's strokes may have before they are thinned. */
const MAX_FILE_POINTS = 1_000_000;
const MAX_WRITER_LENGTH = 60;
/** Places are kept to this part of the pad: finer than any screen, and short in a file. */
const PLACES_PER_PAD = 100_000;

const place = v.pipe(
  v.number('every point must be a pair of numbers'),
  v.finite('every point must be a pair of numbers'),
);
const pair = v.strictTuple([place, place], 'every point must be a pair of numbers');
/** As many programs write it, with a time perhaps; what else it tells is passed over. */
const named = v.pipe(
  v.object({ x: place, y: place }, 'every point must be a pair of numbers'),
  v.transform(({ x, y }): [number, number] => [x, y]),
);

const strokesOf = <P extends v.GenericSchema<unknown, [number, number]>>(point: P, maxPoints: number) =>
  v.pipe(
    v.array(
      v.pipe(
        v.array(point, 'every stroke must be a list of points'),
        v.minLength(1, 'a stroke has no points'),
        v.maxLength(maxPoints, `a stroke has more than ${maxPoints} points`),
        v.readonly(),
      ),
      'its strokes must be a list of strokes',
    ),
    v.minLength(1, 'it has no strokes'),
    v.maxLength(MAX_STROKES, `it has more than ${MAX_STROKES} strokes`),
    v.readonly(),
  );

/** At least one stroke of at least one point, y downward. */
const strokesSchema = strokesOf(pair, MAX_POINTS);
/** As they come in files: points of any of two forms, and more of them than are kept. */
export const fileStrokesSchema = v.pipe(
  strokesOf(
    v.lazy((value) => (Array.isArray(value) ? pair : named)),
    MAX_FILE_POINTS,
  ),
  v.transform((strokes) => strokes.map((points) => thinned(points, MAX_POINTS))),
);
/** Who drew it; nobody need say so. */
export const writerSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_WRITER_LENGTH));
export const digitSchema = v.pipe(
  v.number('its label must be a whole number from 0 to 9'),
  v.integer('its label must be a whole number from 0 to 9'),
  v.minValue(0, 'its label must be a whole number from 0 to 9'),
  v.maxValue(9, 'its label must be a whole number from 0 to 9'),
);

export const storedDigitSchema = v.object({
  id: v.string(),
  /** What it is, as its writer says: 0..9. */
  label: digitSchema,
  /** Pad units: (0, 0) is the top left corner, (1, 1) the bottom right. */
  strokes: strokesSchema,
  /** When it was kept: milliseconds since 1970. */
  addedAt: v.number(),
  /** What the network read; null when nothing had been read. */
  read: v.nullable(digitSchema),
  /** Who drew it, where that was not the visitor. */
  writer: v.optional(writerSchema),
});

/** Strokes as lists of [x, y]. */
export type PlainStrokes = v.InferOutput<typeof strokesSchema>;
export type StoredDigit = v.InferOutput<typeof storedDigitSchema>;

export interface KeptDigit extends StoredDigit {
  /** The picture that a network gets of it: uint8 [784], 255 = ink. */
  readonly pixels: Uint8Array;
}

const toPoints = (strokes: PlainStrokes): Stroke[] =>
  strokes.map((points) => points.map(([x, y]) => ({ x, y })));

/** The digit with its picture. */
export function withPicture(digit: StoredDigit): KeptDigit {
  const pixels = normaliseStrokes(toPoints(digit.strokes));
  // The schema lets no drawing without a point through.
  if (!pixels) throw new Error('a kept digit without ink');
  return { ...digit, pixels };
}

/** The digit as it is stored. */
export const withoutPicture = ({ pixels: _pixels, ...digit }: KeptDigit): StoredDigit => digit;

const rounded = (place: number): number => Math.round(place * PLACES_PER_PAD) / PLACES_PER_PAD;

/**
 * A copy of strokes on the pad, without the pen's pressure, which is for the eye only, and with no more points and strokes
 * than can be read back.
 */
export const toPlain = (strokes: readonly Stroke[]): PlainStrokes =>
  strokes
    .slice(0, MAX_STROKES)
    .map((points) =>
      thinned(points, MAX_POINTS).map(({ x, y }): [number, number] => [rounded(x), rounded(y)]),
    );

/** Equal for the same drawing with the same meaning. */
export const drawingKey = ({ label, strokes }: Pick<StoredDigit, 'label' | 'strokes'>): string =>
  `${label}:${JSON.stringify(strokes)}`;
