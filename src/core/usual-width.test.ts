import { describe, expect, it } from 'vitest';
import type { Stroke } from './strokes';
import { numberWidthFactor, widthFactor } from './usual-width';

const line = (...points: readonly (readonly [number, number])[]): Stroke =>
  points.map(([x, y]) => ({ x, y }));
/** A 3 drawn with two corners of `width`, one unit high. */
const three = (width: number) => [line([0, 0], [width, 0.2], [0, 0.45], [width, 0.75], [0, 1])];
const two = (width: number) => [line([0, 0], [width, 0.1], [0, 1], [width, 1])];
const FLAGGED_ONE = [line([0, 0.25], [0.2, 0], [0.2, 1])];

describe('widthFactor', () => {
  it('makes narrow digits half as wide as high, and wide ones as wide as high', () => {
    expect(widthFactor(three(0.2))).toBeCloseTo(2.5);
    expect(widthFactor(three(0.4))).toBeCloseTo(1.25);
    expect(widthFactor(three(1.6))).toBeCloseTo(1 / 1.6);
  });

  it('leaves digits of usual width, 1s, lines, dashes and dots as they are', () => {
    for (const width of [0.5, 0.7, 1]) expect(widthFactor(three(width))).toBe(1);
    for (const strokes of [
      FLAGGED_ONE,
      [line([0, 0], [0.05, 0.5], [0, 1], [0.02, 0.3])],
      [line([0, 0], [0, 1])],
      [line([0, 0.5], [1, 0.5])],
      [line([0.3, 0.3])],
      [],
    ]) {
      expect(widthFactor(strokes)).toBe(1);
    }
  });

  it('is not moved by a hand that trembles', () => {
    const trembling = [
      Array.from({ length: 101 }, (_, i) => ({ x: (i % 2) * 0.009 + 0.001 * i, y: i / 100 })),
    ];
    expect(widthFactor(trembling)).toBe(1);
  });
});

describe('numberWidthFactor', () => {
  it('makes a narrowly written number wider as a whole, digits that might be 1s too', () => {
    expect(numberWidthFactor([two(0.24), three(0.2), two(0.2)])).toBeCloseTo(0.6 / 0.24);
  });

  it('leaves single digits, numbers with a digit of usual width, and rows of 1s as they are', () => {
    expect(numberWidthFactor([three(0.2)])).toBe(1);
    expect(numberWidthFactor([three(0.2), three(0.6)])).toBe(1);
    expect(numberWidthFactor([FLAGGED_ONE, FLAGGED_ONE, FLAGGED_ONE])).toBe(1);
  });
});
