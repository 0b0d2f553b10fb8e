/**
 * A read-only window on a run's measurements so far. The arrays may be longer than `length` and may be the very buffers
 * that the store keeps appending to: a new small object with a larger `length` announces growth, and nothing is copied.
 */
export interface SeriesPoints {
  /** Whole optimiser steps, never decreasing. */
  readonly steps: ArrayLike<number>;
  /** The measurement at each step; non-finite ones are left out of the picture. */
  readonly values: ArrayLike<number>;
  /** Time spent on training until then, never decreasing; NaN, or left out, where nobody noted it. */
  readonly seconds?: ArrayLike<number>;
  /** How many of each are filled. */
  readonly length: number;
}

export const NO_POINTS: SeriesPoints = { steps: [], values: [], length: 0 };
