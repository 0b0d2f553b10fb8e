/** The non-digits of the test: every kind of test-kinds.ts and scribbles.ts some times over, none of them learned from. */
import type { Stroke } from '../../src/core/strokes';
import { Dice } from './dice';
import { drawPath } from './path';
import { TEST_SCRIBBLES } from './scribbles';
import { TEST_LETTERS, TEST_SHAPES } from './test-kinds';
import { vary } from './vary';

export interface NonDigit {
  readonly kind: string;
  /** In pad units, at some size and place on it. */
  readonly strokes: readonly Stroke[];
}

const SEED = 99;

const WAYS: readonly (readonly [string, (dice: Dice) => readonly Stroke[]])[] = [
  ...Object.entries({ ...TEST_LETTERS, ...TEST_SHAPES }).map(
    ([kind, path]) => [kind, (dice: Dice) => drawPath(path, dice)] as const,
  ),
  ...Object.entries(TEST_SCRIBBLES),
];

/** `timesEach` drawings of each kind; the same ones every time. */
export const testDrawings = (timesEach: number): NonDigit[] =>
  WAYS.flatMap(([kind, way], place) =>
    Array.from({ length: timesEach }, (_, time) => {
      const dice = new Dice(SEED, place, time);
      return { kind, strokes: vary(way(dice), dice) };
    }),
  );
