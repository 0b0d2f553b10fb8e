/**
 * Writers with habits that MNIST's do not have, made of a few strokes each with numbers that vary from one drawing to the
 * next, as a hand's do. They are for testing what a network learns from corrections: ten drawings to teach with, and as many
 * new ones as wanted to see whether it understood the habit and not just the ten.
 */
import { normaliseStrokes } from '../../core/normalise';
import { randomKey, randomUniform } from '../../core/random';
import type { Stroke, StrokePoint } from '../../core/strokes';
import { PIXEL_COUNT } from '../../core/network';

/** Draws evenly from `middle` minus to plus `spread`. */
type Vary = (middle: number, spread: number) => number;
type Place = readonly [x: number, y: number];

export interface OddHand {
  /** What the writer means, 0..9. */
  readonly label: number;
  readonly strokes: (vary: Vary) => readonly (readonly Place[])[];
}

const arc = (
  [centreX, centreY]: Place,
  [radiusX, radiusY]: Place,
  fromTurn: number,
  toTurn: number,
): Place[] =>
  Array.from({ length: 25 }, (_, i) => {
    const angle = 2 * Math.PI * (fromTurn + ((toTurn - fromTurn) * i) / 24);
    return [centreX + radiusX * Math.sin(angle), centreY - radiusY * Math.cos(angle)];
  });

export const ODD_HANDS = {
  /** A 7 whose hook comes down to a bar across its waist that is wider than its head. */
  crossedSeven: {
    label: 7,
    strokes: (vary) => {
      const left = vary(0.35, 0.03);
      const right = vary(0.6, 0.03);
      const top = vary(0.2, 0.03);
      const foot = vary(0.5, 0.04);
      const waist = vary(0.56, 0.03);
      const reach = vary(0.34, 0.03);
      const middle = (right + foot) / 2;
      return [
        [
          [left, top + vary(0.34, 0.04)],
          [left, top],
          [right, top + vary(0, 0.02)],
          [foot, vary(0.84, 0.03)],
        ],
        [
          [middle - reach, waist + vary(0.02, 0.02)],
          [middle + reach, waist - vary(0.02, 0.02)],
        ],
      ];
    },
  },
  /** A 1 whose flag is nearly as long as its stem. */
  flaggedOne: {
    label: 1,
    strokes: (vary) => {
      const x = vary(0.6, 0.04);
      const top = vary(0.17, 0.03);
      return [
        [
          [x - vary(0.32, 0.05), top + vary(0.36, 0.06)],
          [x, top],
          [x + vary(0, 0.03), vary(0.84, 0.03)],
        ],
      ];
    },
  },
  /** A 0 with a slash through it, as on a terminal. */
  slashedZero: {
    label: 0,
    strokes: (vary) => [
      arc([0.5, 0.5], [vary(0.22, 0.04), vary(0.33, 0.04)], vary(0, 0.03), vary(1.02, 0.03)),
      [
        [vary(0.7, 0.05), vary(0.22, 0.05)],
        [vary(0.3, 0.05), vary(0.78, 0.05)],
      ],
    ],
  },
  /** A 3 that opens to the right. */
  mirroredThree: {
    label: 3,
    strokes: (vary) => {
      const x = vary(0.55, 0.04);
      const lobe = vary(0.17, 0.03);
      return [
        [
          ...arc([x, 0.34], [lobe, 0.16], vary(0.15, 0.04), -0.5),
          ...arc([x, 0.67], [lobe + vary(0.03, 0.03), 0.17], 0, vary(-0.65, 0.04)),
        ],
      ];
    },
  },
} satisfies Record<string, OddHand>;

/** The strokes of one drawing by this hand, in pad units; every `turn` is another drawing, the same one each time. */
export function drawBy(hand: OddHand, turn: number): Stroke[] {
  const key = randomKey(hand.label, turn);
  let draws = 0;
  const vary: Vary = (middle, spread) => middle + (2 * randomUniform(key, draws++) - 1) * spread;
  const slant = vary(0, 0.12);
  const place = ([x, y]: Place): StrokePoint => ({ x: x + slant * (0.5 - y), y });
  return hand.strokes(vary).map((stroke) => stroke.map(place));
}

/** Drawings `first` to `first + count - 1` as the pad would hand them to the network. pixels: uint8 [count, 784]. */
export function picturesBy(hand: OddHand, first: number, count: number) {
  const pixels = new Uint8Array(count * PIXEL_COUNT);
  for (let i = 0; i < count; i++) pixels.set(normaliseStrokes(drawBy(hand, first + i))!, i * PIXEL_COUNT);
  return { pixels, labels: new Uint8Array(count).fill(hand.label) };
}
