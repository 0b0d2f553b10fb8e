/**
 * Digits written with a real pen, in the format of ../shared/pen-strokes, through the pad's own normalisation. They are not part
 * of this repository: what needs them does without, and says so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { PIXEL_COUNT } from '../../src/core/network';
import { normaliseStrokes } from '../../src/core/normalise';

/** In the file, places are in a box of this side. */
const BOX_SIDE = 500;
export const PEN_FILE = fileURLToPath(
  new URL('../../../shared/pen-strokes/pendigits-dev.json', import.meta.url),
);

const fileSchema = v.array(
  v.object({
    label: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9)),
    strokes: v.array(v.array(v.tuple([v.number(), v.number()]))),
  }),
);

export interface PenDigits {
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [count], 0..9. */
  readonly labels: Uint8Array;
  readonly count: number;
}

/** Undefined when the file is not there. Throws when it is not what it should be. */
export function loadPenDigits(file = PEN_FILE): PenDigits | undefined {
  if (!existsSync(file)) return undefined;
  const digits = v.parse(fileSchema, JSON.parse(readFileSync(file, 'utf8')));
  const pixels = new Uint8Array(digits.length * PIXEL_COUNT);
  for (const [i, { strokes }] of digits.entries()) {
    const places = strokes.map((stroke) => stroke.map(([x, y]) => ({ x: x / BOX_SIDE, y: y / BOX_SIDE })));
    const picture = normaliseStrokes(places);
    if (!picture) throw new Error(`${file}: digit ${i} has no points`);
    pixels.set(picture, i * PIXEL_COUNT);
  }
  return { pixels, labels: Uint8Array.from(digits, ({ label }) => label), count: digits.length };
}
