/**
 * What is ink: every pixel's darkness against the paper around it, and the darkness from which on it counts, which is a share of
 * what the ink around is like. So a shadow changes nothing, and faint ruled lines beside dark writing do not count.
 */
import { boxMeans, integralOf } from './integral';
import { paperTone, rowOfMap, type SmallMap } from './paper-tone';
import type { GreyPicture } from './picture';

/** Ink counts from this share of the usual darkness around it. */
const COUNTS_FROM = 0.42;
/** Ink in one part of a picture may be fainter than elsewhere, down to this share. */
const FAINTEST = 0.3;
/** Nothing fainter than this counts, of 255; nor what is less than so many times the paper's unrest. */
const LEAST_DARKNESS = 16;
const TIMES_UNREST = 5;
/** The window in which ink is looked for, as a share of the shorter side. */
const AROUND = 1 / 4;

export interface Ink {
  readonly width: number;
  readonly height: number;
  /** How much darker than the paper each pixel is, 0..255 of the paper's own brightness. */
  readonly darkness: Uint8Array;
  /** What the paper does by itself: the middle difference of neighbours, of 255. */
  readonly unrest: number;
  /** From which darkness on a pixel is ink. */
  readonly threshold: SmallMap;
}

export function inkOf(grey: GreyPicture): Ink {
  const { width, height, values } = grey;
  const tone = paperTone(grey);
  const darkness = new Uint8Array(values.length);
  const paper = new Float32Array(width);
  const brightest = tone.values.reduce((most, value) => Math.max(most, value), 1);
  const steps = new Uint32Array(STEP_LIMIT + 1);
  for (let y = 0; y < height; y++) {
    rowOfMap(tone, y, paper);
    let before = 0;
    for (let x = 0; x < width; x++) {
      // In deep shadow the camera's noise would be blown up: it is measured against no less than a sixth of the light.
      const light = Math.max(paper[x]!, brightest / 6, 24);
      const away = (255 * (paper[x]! - values[y * width + x]!)) / light;
      darkness[y * width + x] = away > 0 ? away : 0;
      if (x > 0) steps[Math.min(STEP_LIMIT, Math.round(Math.abs(away - before)))]!++;
      before = away;
    }
  }
  const unrest = middleStep(steps);
  return {
    width,
    height,
    darkness,
    unrest,
    threshold: thresholdOf(width, height, darkness, unrest, tone.factor),
  };
}

const STEP_LIMIT = 255;

/** The middle one of counted steps between neighbours. */
function middleStep(counts: Uint32Array): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let below = 0;
  for (let step = 0; step <= STEP_LIMIT; step++) {
    below += counts[step]!;
    if (below >= half) return step;
  }
  return 0;
}

/** Again where the darkness has changed: without ruled lines, say. */
function thresholdOf(
  width: number,
  height: number,
  darkness: Uint8Array,
  unrest: number,
  factor: number,
): SmallMap {
  const wide = Math.max(1, Math.floor(width / factor));
  const high = Math.max(1, Math.floor(height / factor));
  const least = Math.max(LEAST_DARKNESS, TIMES_UNREST * unrest);
  const squares = new Float32Array(wide * high);
  const cubes = new Float32Array(wide * high);
  let allSquares = 0;
  let allCubes = 0;
  for (let y = 0; y < high * factor; y++) {
    for (let x = 0; x < wide * factor; x++) {
      const dark = darkness[y * width + x]!;
      if (dark < least) continue;
      const at = Math.floor(y / factor) * wide + Math.floor(x / factor);
      const square = dark * dark;
      squares[at] = squares[at]! + square;
      cubes[at] = cubes[at]! + square * dark;
      allSquares += square;
      allCubes += square * dark;
    }
  }
  const usual = allSquares > 0 ? allCubes / allSquares : 255;
  const radius = Math.max(4, Math.round(Math.min(wide, high) * AROUND));
  const means = (values: Float32Array) =>
    boxMeans(integralOf({ width: wide, height: high, values }), wide, high, radius);
  const squareMeans = means(squares);
  const cubeMeans = means(cubes);
  const values = new Float32Array(wide * high);
  for (let i = 0; i < values.length; i++) {
    // A little of the whole picture's ink is mixed in, so that a corner without any is not all ink.
    const share = (0.02 * allSquares) / values.length;
    const level = (cubeMeans[i]! + share * usual) / (squareMeans[i]! + share || 1);
    values[i] = Math.max(least, COUNTS_FROM * Math.max(level, FAINTEST * usual));
  }
  return { width: wide, height: high, values, factor };
}

/**
 * The ink without what was taken away from its mask, and without the soft edges of that; what counts is found anew, for lines
 * no longer tell what ink is like. before, after: masks, uint8 [height * width].
 */
export function withoutInk(ink: Ink, before: Uint8Array, after: Uint8Array): Ink {
  const { width, height } = ink;
  const darkness = ink.darkness.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (before[at] === 0 || after[at] === 1) continue;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let near = Math.max(0, x - 1); near <= Math.min(width - 1, x + 1); near++) {
          if (after[row * width + near] === 0) darkness[row * width + near] = 0;
        }
      }
    }
  }
  return {
    ...ink,
    darkness,
    threshold: thresholdOf(width, height, darkness, ink.unrest, ink.threshold.factor),
  };
}

/** uint8 [height * width]: 1 where there is ink. */
export function inkMask({ width, height, darkness, threshold }: Ink): Uint8Array {
  const mask = new Uint8Array(width * height);
  const limit = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    rowOfMap(threshold, y, limit);
    for (let x = 0; x < width; x++) {
      if (darkness[y * width + x]! >= limit[x]!) mask[y * width + x] = 1;
    }
  }
  return mask;
}
