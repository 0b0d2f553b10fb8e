/**
 * Drawings much narrower or wider than the digits a network learned from are made as wide as those: at a quarter of its height,
 * a digit's loops fill with ink in a picture of 28 pixels, and at one and a half times its height it looks like none that MNIST
 * has. A 1 is narrow by nature and stays so. It is known by how little its line wanders: half of the pen-drawn 1s of less than
 * half their height go 3.2 times from side to side or top to bottom, most other digits four times and more.
 */
import type { Stroke } from './strokes';

/** Drawings narrower than this share of their height are made so wide, unless they look like a 1. */
const NARROW = 0.5;
/** What is narrower still is a line, whatever its wandering: a hand trembles, and screens have pixels. */
const LINE = 0.06;
/** From here on, as a sum over both directions, a narrow drawing is no 1. */
const WANDERS_FROM = 3.8;
/** Drawings wider than this are made so narrow. */
const WIDE = 1;
/** From the first of these on a drawing is less and less taken for a digit, and from the second on it keeps its shape: a dash. */
const DASH = [2.5, 4] as const;
/** Turns smaller than these shares of the width or height, whichever is more, are a hand's tremor. */
const TREMOR_OF_EXTENT = 0.05;
const TREMOR_OF_HEIGHT = 0.01;

interface Shape {
  /** Width by height; Infinity for a level line, not a number for a dot. */
  readonly aspect: number;
  /** How often the pen goes the whole way across, and down: 2 for a slanted line, 6 for an 8. */
  readonly wanders: number;
}

export function shapeOf(strokes: readonly Stroke[]): Shape {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const stroke of strokes) {
    for (const { x, y } of stroke) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const width = right - left;
  const height = bottom - top;
  const tremor = (extent: number) => Math.max(TREMOR_OF_EXTENT * extent, TREMOR_OF_HEIGHT * height);
  const across = wayOf(strokes, 'x', tremor(width)) / width;
  const down = wayOf(strokes, 'y', tremor(height)) / height;
  return { aspect: width / height, wanders: across + down };
}

/** The way of the pen in one direction, to and fro, without its tremor. */
function wayOf(strokes: readonly Stroke[], axis: 'x' | 'y', tremor: number): number {
  let way = 0;
  for (const stroke of strokes) {
    let at = stroke[0]?.[axis] ?? 0;
    for (const point of stroke) {
      const step = Math.abs(point[axis] - at);
      if (step < tremor) continue;
      way += step;
      at = point[axis];
    }
  }
  return way;
}

/** By how much a drawing's width is to be multiplied before it is made a picture: 1 for most. */
export function widthFactor(strokes: readonly Stroke[]): number {
  const { aspect, wanders } = shapeOf(strokes);
  if (aspect > LINE && aspect < NARROW && wanders >= WANDERS_FROM) return NARROW / aspect;
  if (aspect > WIDE && aspect < DASH[1]) {
    const doubt = Math.max(0, (aspect - DASH[0]) / (DASH[1] - DASH[0]));
    return (WIDE + doubt * (DASH[1] - WIDE)) / aspect;
  }
  return 1;
}

/** The widest digit of a number written narrowly is made as wide as this share of its height, and the others in proportion. */
const WIDEST_OF_NUMBER = 0.6;
/** Numbers are written narrowly when no digit is wider than this. */
const NARROW_NUMBER = 0.4;

/**
 * By how much all digits of a number are to be made wider, before each is looked at by itself: people who write a long number
 * into a square write narrowly, and then even its 2s and 7s wander little. 1 where one digit is of usual width, and where all
 * may be 1s.
 */
export function numberWidthFactor(digits: readonly (readonly Stroke[])[]): number {
  if (digits.length < 2) return 1;
  const shapes = digits.map(shapeOf);
  const widest = Math.max(...shapes.map(({ aspect }) => aspect));
  const isNarrow = widest > LINE && widest <= NARROW_NUMBER;
  return isNarrow && shapes.some(({ wanders, aspect }) => aspect > LINE && wanders >= WANDERS_FROM)
    ? WIDEST_OF_NUMBER / widest
    : 1;
}
