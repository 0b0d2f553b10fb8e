/**
 * Digits as a file, to carry elsewhere or to share. The format is the one that collections of pen strokes come in:
 *
 *     [{"label": 7, "writer": "me", "strokes": [[[x, y], [x, y], ...], ...], "read": 4, "added": "2026-11-22T14:03:00Z"}, ...]
 *
 * x and y may be in any box, y downward; size and place do not matter. Points may also be {"x": ..., "y": ..., "time": ...}. `writer`, `read` (what a network took it for) and
 * `added` may be left out, and what else is there is passed over. We write places as shares of the pad, 0..1.
 */
import { newId } from '../library/new-id';
import * as v from 'valibot';
import { type Fault, fail, ok, type Result } from '../core/fault';
import {
  digitSchema,
  type KeptDigit,
  placeSchema,
  type PlainStrokes,
  type StoredDigit,
  strokeList,
  thinned,
  VISITOR,
} from './kept-digit';
import { mapInChunks } from './map-in-chunks';

/** Drawings from a box of another size are fitted into this share of the pad. */
const FITTED_SIDE = 0.8;

/** A stroke of more is no stroke. Of fewer, but more than are kept, some are passed over. */
const MOST_POINTS = 1_000_000;
const MAX_WRITER_LENGTH = 60;

const NO_POINT = 'every point must be a pair of numbers';
/** [x, y], or {x, y, time} as recorders of handwriting have it. */
const pointSchema = v.union(
  [
    v.strictTuple([placeSchema, placeSchema]),
    v.pipe(
      v.object({ x: placeSchema, y: placeSchema }),
      v.transform(({ x, y }): [number, number] => [x, y]),
    ),
  ],
  NO_POINT,
);
const strokeSchema = v.pipe(
  v.array(pointSchema, 'every stroke must be a list of points'),
  v.minLength(1, 'a stroke has no points'),
  v.maxLength(MOST_POINTS, `a stroke has more than ${MOST_POINTS} points`),
  v.transform((points) => [...thinned(points)]),
);

const entrySchema = v.object(
  {
    label: digitSchema,
    strokes: strokeList(strokeSchema),
    writer: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_WRITER_LENGTH)), VISITOR),
    read: v.optional(v.nullable(digitSchema), null),
    added: v.optional(v.pipe(v.string(), v.isoTimestamp('its date cannot be read'))),
  },
  ({ expected }) => (expected === 'Object' ? 'it is no digit at all' : `it has no ${expected}`),
);

export function digitsToFile(digits: readonly KeptDigit[]): string {
  const entries = digits.map(({ label, writer, strokes, read, addedAt }) => {
    const added = new Date(addedAt).toISOString();
    return JSON.stringify({ label, writer, strokes, read, added });
  });
  return `[\n${entries.join(',\n')}\n]\n`;
}

interface DigitsOfFile {
  readonly digits: readonly StoredDigit[];
  /** One sentence for each digit that is not right, which it is and why. */
  readonly refused: readonly string[];
}

/** Checks every digit; one that is not right is left out. A fault when none is right. */
export async function digitsFromFile(text: string, now: number): Promise<Result<DigitsOfFile>> {
  const entries = parseList(text);
  if (!entries)
    return fail(badFile('This file is not a list of digits. It should be one that was exported here.'));
  if (entries.length === 0) return fail(badFile('There are no digits in this file.'));
  const parsed = await mapInChunks(entries, (entry) => v.safeParse(entrySchema, entry, { abortEarly: true }));
  const digits: StoredDigit[] = [];
  const refused: string[] = [];
  for (const [i, result] of parsed.entries()) {
    if (!result.success) {
      refused.push(`Digit ${i + 1} of ${entries.length} was left out: ${result.issues[0].message}.`);
      continue;
    }
    const { label, writer, strokes, read, added } = result.output;
    const addedAt = added === undefined ? now : Date.parse(added);
    digits.push({ id: newId(), label, writer, strokes: onPad(strokes), read, addedAt });
  }
  return digits.length > 0 ? ok({ digits, refused }) : fail(badFile(`Nothing was taken. ${refused[0]!}`));
}

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** As they are when they lie within the pad; otherwise scaled, and moved to its middle. */
function onPad(strokes: PlainStrokes): PlainStrokes {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  // One by one: a call of Math.min can take no hundred thousand points.
  for (const stroke of strokes) {
    for (const [x, y] of stroke) {
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  if (left >= 0 && right <= 1 && top >= 0 && bottom <= 1) return strokes;
  const scale = FITTED_SIDE / Math.max(right - left, bottom - top, Number.MIN_VALUE);
  const fit = (place: number, from: number, to: number): number => 0.5 + (place - (from + to) / 2) * scale;
  return strokes.map((stroke) => stroke.map(([x, y]) => [fit(x, left, right), fit(y, top, bottom)]));
}

const badFile = (message: string): Fault => ({ code: 'invalid-file', message, remedy: 'dismiss' });
