/**
 * Digits as a file, to carry elsewhere or to share. The format is the one that collections of pen strokes come in:
 *
 *     [{"label": 7, "writer": "me", "strokes": [[[x, y], [x, y], ...], ...], "read": 4, "added": "2026-11-22T14:03:00Z"}, ...]
 *
 * x and y may be in any box, y downward; size and place do not matter. `writer`, `read` (what a network took it for) and
 * `added` may be left out, and what else is there is passed over. We write places as shares of the pad, 0..1.
 */
import { newId } from '../library/new-id';
import * as v from 'valibot';
import { type Fault, fail, ok, type Result } from '../core/fault';
import {
  digitSchema,
  fileStrokesSchema,
  type KeptDigit,
  type PlainStrokes,
  type StoredDigit,
  writerSchema,
} from './kept-digit';
import { mapInChunks } from './map-in-chunks';

/** Drawings from a box of another size are fitted into this share of the pad. */
const FITTED_SIDE = 0.8;

const entrySchema = v.object(
  {
    label: digitSchema,
    strokes: fileStrokesSchema,
    // Whoever it is: a name that cannot be kept is no reason to refuse a digit.
    writer: v.fallback(v.optional(writerSchema), undefined),
    read: v.optional(v.nullable(digitSchema), null),
    added: v.optional(v.pipe(v.string(), v.isoTimestamp('its date cannot be read'))),
  },
  ({ expected }) => (expected === 'Object' ? 'it is no digit at all' : `it has no ${expected}`),
);

export function digitsToFile(digits: readonly KeptDigit[]): string {
  const entries = digits.map(({ label, strokes, read, addedAt, writer = 'me' }) => {
    const added = new Date(addedAt).toISOString();
    return JSON.stringify({ label, writer, strokes, read, added });
  });
  return `[\n${entries.join(',\n')}\n]\n`;
}

export interface DigitsOfFile {
  readonly digits: readonly StoredDigit[];
  /** Entries that are left out: "digit 3: it has no strokes". The first few of them, and how many there are besides. */
  readonly refused: readonly string[];
}

/** How many refused entries are named. */
const MOST_NAMED = 5;

/** Takes every digit that is right, and says of the others where they are and what is wrong. A fault where none is right. */
export async function digitsFromFile(text: string, now: number): Promise<Result<DigitsOfFile>> {
  const entries = parseList(text);
  if (!entries)
    return fail(badFile('This file is not a list of digits. It should be one that was exported here.'));
  if (entries.length === 0) return fail(badFile('There are no digits in this file.'));
  const parsed = await mapInChunks(entries, (entry) => v.safeParse(entrySchema, entry, { abortEarly: true }));
  const digits: StoredDigit[] = [];
  const wrong: string[] = [];
  for (const [i, result] of parsed.entries()) {
    if (!result.success) {
      wrong.push(`digit ${i + 1}: ${result.issues[0].message}`);
      continue;
    }
    const { label, strokes, read, added, writer } = result.output;
    const addedAt = added === undefined ? now : Date.parse(added);
    const digit = { id: newId(), label, strokes: onPad(strokes), read, addedAt };
    digits.push(writer === undefined || writer === 'me' ? digit : { ...digit, writer });
  }
  if (digits.length === 0)
    return fail(
      badFile(`Nothing was taken from this file of ${entries.length}: ${named(wrong).join('; ')}.`),
    );
  return ok({ digits, refused: named(wrong) });
}

function named(wrong: readonly string[]): readonly string[] {
  const more = wrong.length - MOST_NAMED;
  return more > 0 ? [...wrong.slice(0, MOST_NAMED), `and ${more} more`] : wrong;
}

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** As they are when they lie within the pad; otherwise scaled, and moved to its middle. */
function onPad(strokes: PlainStrokes): PlainStrokes {
  const points = strokes.flat();
  if (points.every((point) => point.every((place) => place >= 0 && place <= 1))) return strokes;
  // One by one: there may be more points than a call takes arguments.
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const scale = FITTED_SIDE / Math.max(right - left, bottom - top, Number.MIN_VALUE);
  const fit = (place: number, from: number, to: number): number => 0.5 + (place - (from + to) / 2) * scale;
  return strokes.map((stroke) => stroke.map(([x, y]) => [fit(x, left, right), fit(y, top, bottom)]));
}

const badFile = (message: string): Fault => ({ code: 'invalid-file', message, remedy: 'dismiss' });
