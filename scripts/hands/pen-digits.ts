/** Digits as pens wrote them: the file format, and where on a pad each is drawn. */
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../../src/core/random';

const PenDigits = v.pipe(
  v.array(
    v.object({
      label: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9)),
      writer: v.string(),
      /** Points [x, y] of each stroke in the order in which they were drawn; y grows downward; any unit. */
      strokes: v.pipe(
        v.array(v.pipe(v.array(v.tuple([v.number(), v.number()])), v.minLength(1))),
        v.minLength(1),
      ),
    }),
  ),
  v.minLength(1),
);

export type PenDigit = v.InferOutput<typeof PenDigits>[number];
export type PenStrokes = PenDigit['strokes'];

/** Undefined when there is no such file. Throws an Error that names what is wrong with the file's contents. */
export function readPenDigits(path: string): PenDigit[] | undefined {
  if (!existsSync(path)) return undefined;
  const parsed = v.safeParse(PenDigits, JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${path} does not hold pen digits: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}

/** How much of the pad a digit's longer side takes, at least and at most, and what stays free around it. */
const SMALLEST = 0.25;
const LARGEST = 0.85;
const MARGIN = 0.04;

/**
 * The strokes at a random size and place on a square pad, 0..1 from its left top corner: a pure function of (seed, turn).
 */
export function placeOnPad(strokes: PenStrokes, seed: number, turn: number): PenStrokes {
  const key = randomKey(seed, RANDOM_PURPOSE.samples, turn);
  const xs = strokes.flat().map(([x]) => x);
  const ys = strokes.flat().map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const side = SMALLEST + (LARGEST - SMALLEST) * randomUniform(key, 0);
  const scale = side / Math.max(width, height, 1e-9);
  const free = (extent: number): number => 1 - 2 * MARGIN - extent * scale;
  const startX = MARGIN + free(width) * randomUniform(key, 1);
  const startY = MARGIN + free(height) * randomUniform(key, 2);
  return strokes.map((stroke) =>
    stroke.map(([x, y]): [number, number] => [startX + (x - left) * scale, startY + (y - top) * scale]),
  );
}

/** `count` of the digits, or all when there are fewer, spread evenly by chance over labels and writers; always the same ones. */
export function sampleOf(digits: readonly PenDigit[], count: number): PenDigit[] {
  const key = randomKey(0, RANDOM_PURPOSE.samples);
  const draws = digits.map((digit, i) => ({ digit, draw: randomUniform(key, i) }));
  return draws
    .toSorted((a, b) => a.draw - b.draw)
    .slice(0, count)
    .map(({ digit }) => digit);
}
