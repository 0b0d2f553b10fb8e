/**
 * What the guard learns from: digits and other things, all drawn by the same hand (vary.ts) and made into pictures by the
 * pad's own normalisation. The digits are MNIST's, thinned to the path of the pen, and some kinds that MNIST lacks.
 */
import { PIXEL_COUNT } from '../../src/core/network';
import { drawSyntheticStrokes } from '../../src/core/synthetic-digits';
import type { Stroke, StrokePoint } from '../../src/core/strokes';
import { DIGIT_KINDS, PLAIN_KINDS } from './digit-kinds';
import type { Dice } from './dice';
import { drawPath } from './path';
import { TRAINING_SCRIBBLES } from './scribbles';
import { TRAINING_DOODLES } from './training-doodles';
import { TRAINING_LETTERS, TRAINING_SHAPES } from './training-kinds';
import { strokesOfPicture } from './thin';
import { TRAINING_HAND, vary } from './vary';

export interface DigitSource {
  readonly count: number;
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** Whose hand draws shapes that must keep their direction: an arrow may lean further than a digit. */
const FREE_HAND = { ...TRAINING_HAND, rotationRadians: 0.35 };

const digitStrokes = ({ pixels }: DigitSource, index: number): Stroke[] =>
  strokesOfPicture(pixels.subarray(index * PIXEL_COUNT, (index + 1) * PIXEL_COUNT));

export interface DrawnDigit {
  readonly strokes: readonly Stroke[];
  readonly label: number;
}

/** A digit of MNIST's or of digit-kinds.ts, drawn anew. */
export function drawDigit(source: DigitSource, index: number, dice: Dice): DrawnDigit {
  if (dice.chance(0.15)) {
    const { digit, path } = dice.pick(DIGIT_KINDS);
    return { strokes: vary(drawPath(path, dice), dice), label: digit };
  }
  return { strokes: vary(digitStrokes(source, index), dice), label: source.labels[index]! };
}

/** A digit of the kinds in digit-kinds.ts or hand-models.ts, drawn anew. */
export function drawDigitKind(dice: Dice): DrawnDigit {
  if (dice.chance(0.5)) {
    const { strokes, label } = drawSyntheticStrokes(dice.whole(0, 0xffff_ffff));
    return { strokes: vary(strokes, dice), label };
  }
  const { digit, path } = dice.pick(dice.chance(0.5) ? DIGIT_KINDS : PLAIN_KINDS);
  return { strokes: vary(drawPath(path, dice), dice), label: digit };
}

const turned = (strokes: readonly Stroke[], place: (point: StrokePoint) => StrokePoint): Stroke[] =>
  strokes.map((stroke) => stroke.map(place));

/** Digits that are no digits any more when turned over, and how to turn them. */
const TURNS: readonly {
  readonly digits: readonly number[];
  readonly place: (point: StrokePoint) => StrokePoint;
}[] = [
  { digits: [3, 4, 7, 9], place: ({ x, y }) => ({ x: 1 - x, y }) },
  { digits: [3, 4, 7], place: ({ x, y }) => ({ x: 1 - x, y: 1 - y }) },
  { digits: [2, 3, 4, 5, 6, 8, 9], place: ({ x, y }) => ({ x: y, y: 1 - x }) },
  { digits: [2, 3, 4, 5, 6, 8, 9], place: ({ x, y }) => ({ x: 1 - y, y: x }) },
];

function turnedDigit(source: DigitSource, dice: Dice): Stroke[] {
  const { digits, place } = dice.pick(TURNS);
  let index: number;
  do index = dice.whole(0, source.count - 1);
  while (!digits.includes(source.labels[index]!));
  return vary(turned(digitStrokes(source, index), place), dice);
}

/** Two digits that run into each other. */
function pairOfDigits(source: DigitSource, dice: Dice): Stroke[] {
  const [first, second] = [0, 1].map(() => digitStrokes(source, dice.whole(0, source.count - 1))) as [
    Stroke[],
    Stroke[],
  ];
  const [dx, dy] = [dice.uniform(0.3, 0.8), dice.symmetric(0.15)];
  return vary([...first, ...turned(second, ({ x, y }) => ({ x: x + dx, y: y + dy }))], dice);
}

/** One stroke of a sign that nobody has ever seen, from `start` on. */
function unknownStroke(dice: Dice, start: string): string {
  const points = (count: number) => Array.from({ length: 2 * count }, () => dice.whole(0, 10)).join(' ');
  switch (dice.whole(0, 4)) {
    case 0:
      return `M L ${start} ${points(1)}`;
    case 1:
      return `M L ${start} ${points(dice.whole(2, 4))}`;
    case 2:
      return `M L ${start} Q ${points(2)}`;
    case 3:
      return `M L ${start} Q ${points(2)} Q ${points(2)}`;
    default: {
      const from = dice.whole(0, 359);
      return `M A ${start} ${dice.whole(1, 4)} ${dice.whole(1, 4)} ${from} ${from + dice.whole(120, 360)}`;
    }
  }
}

/**
 * A letter of no alphabet: a few strokes, most of which begin where another passed, as in writing (after Lake, Salakhutdinov
 * and Tenenbaum, Human-level concept learning through probabilistic program induction, Science 2015).
 */
function unknownSign(dice: Dice): Stroke[] {
  const strokes = drawPath(unknownStroke(dice, `${dice.whole(0, 10)} ${dice.whole(0, 10)}`), dice);
  for (let more = dice.whole(1, 3); more > 0; more--) {
    const { x, y } = dice.pick(dice.pick(strokes));
    const start = dice.chance(0.7) ? `${10 * x} ${10 * y}` : `${dice.whole(0, 10)} ${dice.whole(0, 10)}`;
    strokes.push(...drawPath(unknownStroke(dice, start), dice));
  }
  return strokes;
}

/**
 * A closed line with few corners or distinct bumps, for anything rounder is a zero: the outline of some thing, with or
 * without something in it or on it.
 */
function outline(dice: Dice): Stroke[] {
  const bumps = dice.chance(0.4) ? dice.uniform(0.2, 0.4) : 0;
  const corners = bumps ? dice.whole(4, 7) : dice.whole(3, 5);
  const start = dice.uniform(0, 7);
  const radii = Array.from({ length: corners }, () => dice.uniform(bumps ? 0.8 : 0.55, 1));
  const place = (radius: number, turn: number) => {
    const angle = start + 6.283 * turn;
    return { x: 0.5 + 0.5 * radius * Math.cos(angle), y: 0.5 + 0.5 * radius * Math.sin(angle) };
  };
  const corner = (i: number) => place(radii[i % corners]!, i / corners);
  const side = (i: number): Stroke => {
    if (!bumps) return [corner(i)];
    const [from, to] = [radii[i]!, radii[(i + 1) % corners]!];
    return Array.from({ length: 10 }, (_, k) => {
      const t = k / 10;
      return place(from + (to - from) * t + bumps * Math.sin(Math.PI * t), (i + t) / corners);
    });
  };
  const closed = [...Array.from({ length: corners }, (_, i) => side(i)).flat(), corner(0)];
  if (dice.chance(0.5)) return [closed];
  const { x, y } = dice.chance(0.5) ? dice.pick(closed) : { x: 0.5, y: 0.5 };
  return [closed, ...drawPath(unknownStroke(dice, `${10 * x} ${10 * y}`), dice)];
}

const LETTERS = Object.values(TRAINING_LETTERS);
const SHAPES = [...Object.values(TRAINING_SHAPES), ...TRAINING_DOODLES];
const SCRIBBLES = Object.values(TRAINING_SCRIBBLES);

/** Something that is no digit, drawn anew. */
export function drawNonDigit(source: DigitSource, dice: Dice): Stroke[] {
  const draw = dice.uniform(0, 1);
  if (draw < 0.08) return turnedDigit(source, dice);
  if (draw < 0.14) return pairOfDigits(source, dice);
  if (draw < 0.38) return vary(unknownSign(dice), dice, FREE_HAND);
  if (draw < 0.46) return vary(outline(dice), dice, FREE_HAND);
  if (draw < 0.57) return vary(dice.pick(SCRIBBLES)(dice), dice, FREE_HAND);
  return vary(drawPath(dice.pick(draw < 0.73 ? LETTERS : SHAPES), dice), dice, FREE_HAND);
}
