/**
 * A drawing that the visitor has said the meaning of. It is kept as the pen drew it, in the same form in memory, in storage
 * and in files; the picture that a network gets is made from the strokes whenever it is needed, so that digits kept long ago
 * pass through the same normalisation as the one being drawn now.
 */
import * as v from 'valibot';
import { normaliseStrokes } from '../core/normalise';
import type { Stroke } from '../core/strokes';

/** The writer of what is drawn here. */
export const VISITOR = 'me';
const MAX_STROKES = 100;
/** A stroke of more is thinned when it is kept; see thinned(). */
export const MAX_POINTS = 5000;
/** Places are kept to this part of the pad: finer than any screen, and short in a file. */
const PLACES_PER_PAD = 100_000;

export const placeSchema = v.pipe(
  v.number('every point must be a pair of numbers'),
  v.finite('every point must be a pair of numbers'),
);
const point = v.strictTuple([placeSchema, placeSchema], 'every point must be a pair of numbers');
const stroke = v.pipe(
  v.array(point, 'every stroke must be a list of points'),
  v.minLength(1, 'a stroke has no points'),
  v.maxLength(MAX_POINTS, `a stroke has more than ${MAX_POINTS} points`),
  v.readonly(),
);

/** What makes a list of strokes, whatever a stroke is, with its sentences. */
export const strokeList = <T extends v.GenericSchema>(stroke: T) =>
  v.pipe(
    v.array(stroke, 'its strokes must be a list of strokes'),
    v.minLength(1, 'it has no strokes'),
    v.maxLength(MAX_STROKES, `it has more than ${MAX_STROKES} strokes`),
    v.readonly(),
  );

/** At least one stroke of at least one point, y downward. */
export const strokesSchema = strokeList(stroke);
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
  /** Who drew it. */
  writer: v.optional(v.string(), VISITOR),
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
export const withoutPicture = ({ id, label, strokes, addedAt, read, writer }: KeptDigit): StoredDigit => ({
  id,
  label,
  strokes,
  addedAt,
  read,
  writer,
});

const rounded = (place: number): number => Math.round(place * PLACES_PER_PAD) / PLACES_PER_PAD;

/** Of more points than are kept, as many as are, evenly from the first to the last; else the same. */
export const thinned = <T>(points: readonly T[]): readonly T[] =>
  points.length <= MAX_POINTS
    ? points
    : Array.from(
        { length: MAX_POINTS },
        (_, i) => points[Math.round((i * (points.length - 1)) / (MAX_POINTS - 1))]!,
      );

/** A copy of strokes on the pad, thinned where they have too many points, without the pen's pressure, which is for the eye only. */
export const toPlain = (strokes: readonly Stroke[]): PlainStrokes =>
  strokes.map((points) => thinned(points).map(({ x, y }): [number, number] => [rounded(x), rounded(y)]));

/** Equal for the same drawing with the same meaning. */
export const drawingKey = ({ label, strokes }: Pick<StoredDigit, 'label' | 'strokes'>): string =>
  `${label}:${JSON.stringify(strokes)}`;
