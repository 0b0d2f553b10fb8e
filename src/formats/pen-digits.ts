/**
 * Digits as the pen drew them, in the JSON of "your digits" and of collections of pen strokes:
 *
 *     [{"label": 7, "strokes": [[[x, y], ...], ...]}, ...]
 *
 * Points may also be {"x": ..., "y": ..., "time": ...}, as recorders of handwriting write them; whatever else there is is
 * passed over. They are made into pictures as a drawing on the pad is, so that the pad reads a network that learned them.
 */
import type { Result } from '../core/fault';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { normaliseStrokes } from '../core/normalise';
import type { Stroke } from '../core/strokes';
import { type DataPart, MOST_PICTURES, tooManyPictures } from './data-part';
import { reading, refuseFile, shownName } from './refusal';

export interface PenDigits {
  readonly part: DataPart;
  /** One sentence for each digit that is not right, which place it has and why. */
  readonly refused: readonly string[];
}

/** Of one digit; more are no handwriting. */
const MOST_POINTS = 100_000;
/** Places beyond are no places on paper, in whatever unit. */
const FARTHEST = 1e9;

/** name: of the file, for the sentence of a fault. */
export const readPenDigits = (bytes: Uint8Array, name: string): Result<PenDigits> =>
  reading(`a list of drawn digits (“${shownName(name)}”)`, () => read(bytes, name));

function read(bytes: Uint8Array, name: string): PenDigits {
  const called = `“${shownName(name)}”`;
  const list = parse(bytes, called);
  if (!Array.isArray(list)) return refuseFile(`${called} is not a list of digits.`);
  if (list.length === 0) refuseFile(`${called} is empty.`);
  if (list.length > MOST_PICTURES) refuseFile(tooManyPictures(name, list.length));
  const pixels = new Uint8Array(list.length * PIXEL_COUNT);
  const labels = new Uint8Array(list.length);
  const refused: string[] = [];
  let count = 0;
  for (const [i, entry] of list.entries()) {
    const digit = readDigit(entry);
    if (typeof digit === 'string') {
      refused.push(`Digit ${i + 1} of ${list.length} in ${called} was left out: ${digit}.`);
      continue;
    }
    pixels.set(digit.picture, count * PIXEL_COUNT);
    labels[count++] = digit.label;
  }
  if (count === 0) refuseFile(refused[0]!);
  return {
    part: { name, pixels: pixels.subarray(0, count * PIXEL_COUNT), labels: labels.subarray(0, count) },
    refused,
  };
}

function parse(bytes: Uint8Array, called: string): unknown {
  try {
    // A byte order mark is left out by the decoder.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const place = error instanceof SyntaxError ? / position (\d+)/.exec(error.message)?.[1] : undefined;
    return refuseFile(
      `${called} is not JSON in UTF-8${place === undefined ? '' : `: it goes wrong at character ${place}`}.`,
    );
  }
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

/** The reason why it is none, or the digit. */
function readDigit(entry: unknown): string | { readonly label: number; readonly picture: Uint8Array } {
  const label = field(entry, 'label');
  if (typeof label !== 'number' || !Number.isInteger(label) || label < 0 || label >= CLASS_COUNT)
    return 'its label must be a whole number from 0 to 9';
  const strokes = field(entry, 'strokes');
  if (!Array.isArray(strokes) || strokes.length === 0) return 'it has no strokes';
  let pointCount = 0;
  const drawn: Stroke[] = [];
  for (const stroke of strokes as readonly unknown[]) {
    if (!Array.isArray(stroke)) return 'every stroke must be a list of points';
    pointCount += stroke.length;
    if (pointCount > MOST_POINTS) return `it has more than ${MOST_POINTS} points`;
    const points = stroke.map(readPoint);
    if (!points.every((point) => point !== undefined)) return 'every point must be a pair of numbers';
    if (points.length > 0) drawn.push(points);
  }
  const picture = drawn.length > 0 ? normaliseStrokes(drawn) : undefined;
  return picture ? { label, picture } : 'it has no points';
}

const isPlace = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= FARTHEST;

function readPoint(point: unknown): { x: number; y: number } | undefined {
  const [x, y] = Array.isArray(point) ? (point as unknown[]) : [field(point, 'x'), field(point, 'y')];
  return isPlace(x) && isPlace(y) ? { x, y } : undefined;
}
