/** A few digits of our own to draw, for where there is no collection of pen digits. */
import type { PenStrokes } from './pen-digits';

/** In hundredths of a square. */
export const OWN_STROKES = {
  '0': [
    [
      [50, 18],
      [34, 28],
      [28, 50],
      [34, 72],
      [50, 82],
      [66, 72],
      [72, 50],
      [66, 28],
      [50, 18],
    ],
  ],
  '1': [
    [
      [52, 20],
      [51, 40],
      [49, 60],
      [48, 82],
    ],
  ],
  '2': [
    [
      [32, 32],
      [42, 20],
      [60, 22],
      [64, 38],
      [50, 58],
      [30, 80],
      [52, 79],
      [72, 80],
    ],
  ],
  '3': [
    [
      [32, 22],
      [55, 18],
      [66, 32],
      [48, 47],
      [66, 58],
      [66, 74],
      [48, 84],
      [30, 76],
    ],
  ],
  '4': [
    [
      [38, 20],
      [30, 52],
      [72, 52],
    ],
    [
      [62, 22],
      [60, 84],
    ],
  ],
  '7': [
    [
      [28, 22],
      [50, 22],
      [72, 22],
      [60, 45],
      [48, 82],
    ],
  ],
} satisfies Readonly<Record<string, PenStrokes>>;

export type OwnDigit = keyof typeof OWN_STROKES;

/** One of our own in a square of the pad: its left top corner and its side, in 0..1 of the pad's. */
export const ownDigit = (digit: OwnDigit, left = 0, top = 0, side = 1): PenStrokes =>
  OWN_STROKES[digit].map((stroke) =>
    stroke.map(([x, y]): [number, number] => [left + (x / 100) * side, top + (y / 100) * side]),
  );
