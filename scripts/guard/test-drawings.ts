/**
 * The non-digits of the two tests. The first has kinds that the guard has never seen, drawn by much the same hand as its lessons; the
 * second has letters and shapes that it may know, and others, all from sketches that it has never seen, by another hand.
 */
import type { Stroke } from '../../src/core/strokes';
import { Dice } from './dice';
import { drawPath } from './path';
import { TEST_SCRIBBLES } from './scribbles';
import { drawBySecondHand, sketch } from './second-hand';
import { SECOND_KINDS } from './second-kinds';
import { SECOND_SCRIBBLES } from './second-scribbles';
import { TEST_LETTERS, TEST_SHAPES } from './test-kinds';
import { USUAL_HAND, vary } from './vary';

export interface NonDigit {
  readonly kind: string;
  /** In pad units, at some size and place on it. */
  readonly strokes: readonly Stroke[];
}

const SEED = 99;
const SECOND_SEED = 199;

type Way = (dice: Dice) => readonly Stroke[];

const FIRST: readonly (readonly [string, Way])[] = [
  ...Object.entries({ ...TEST_LETTERS, ...TEST_SHAPES }).map(
    ([kind, path]) => [kind, (dice: Dice) => drawPath(path, dice)] as const,
  ),
  ...Object.entries(TEST_SCRIBBLES),
];
const SECOND: readonly (readonly [string, Way])[] = [
  ...Object.entries(SECOND_KINDS).map(([kind, text]) => [kind, (dice: Dice) => sketch(text, dice)] as const),
  ...Object.entries(SECOND_SCRIBBLES),
];

/** `timesEach` drawings of each kind of the first test; the same ones every time. */
export const testDrawings = (timesEach: number): NonDigit[] =>
  draw(FIRST, SEED, timesEach, (shape, dice) => vary(shape, dice, USUAL_HAND));

/** Likewise of the second. */
export const secondTestDrawings = (timesEach: number): NonDigit[] =>
  draw(SECOND, SECOND_SEED, timesEach, drawBySecondHand);

const draw = (
  ways: readonly (readonly [string, Way])[],
  seed: number,
  timesEach: number,
  hand: (shape: readonly Stroke[], dice: Dice) => Stroke[],
): NonDigit[] =>
  ways.flatMap(([kind, way], place) =>
    Array.from({ length: timesEach }, (_, time) => {
      const dice = new Dice(seed, place, time);
      return { kind, strokes: hand(way(dice), dice) };
    }),
  );
