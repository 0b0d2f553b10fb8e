import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupStrokes } from './group-strokes';
import { randomUniform } from './random';
import type { Stroke } from './strokes';

const line = (...points: readonly (readonly [number, number])[]): Stroke =>
  points.map(([x, y]) => ({ x, y }));
const moved = (strokes: readonly Stroke[], x: number, y = 0, scale = 1): Stroke[] =>
  strokes.map((stroke) => stroke.map((point) => ({ x: x + scale * point.x, y: y + scale * point.y })));

/** Digits one unit high. */
const ONE = [line([0, 0], [0, 1])];
const FLAGGED_ONE = [line([0, 0.25], [0.2, 0], [0.2, 0.95]), line([0, 1], [0.4, 1])];
const CROSSED_SEVEN = [line([0, 0], [0.6, 0], [0.2, 1]), line([0.15, 0.5], [0.6, 0.5])];
const OPEN_FOUR = [line([0.1, 0], [0, 0.6], [0.5, 0.6]), line([0.58, 0.2], [0.55, 1])];
const CAPPED_FIVE = [
  line([0.1, 0], [0.05, 0.4], [0.4, 0.45], [0.5, 0.7], [0.3, 1], [0, 0.9]),
  line([0.2, -0.05], [0.6, -0.08]),
];
const SEEN_THROUGH_ZERO = [
  line([0.3, 0], [0, 0.5], [0.3, 1], [0.6, 0.5], [0.3, 0]),
  line([0.3, 0.24], [0.3, 0.76]),
];
const DIGITS = { ONE, FLAGGED_ONE, CROSSED_SEVEN, OPEN_FOUR, CAPPED_FIVE, SEEN_THROUGH_ZERO };

describe('groupStrokes', () => {
  it('has no groups for an empty pad', () => {
    expect(groupStrokes([])).toEqual([]);
    expect(groupStrokes([[]])).toEqual([]);
  });

  it.each(Object.entries(DIGITS))('keeps a digit of any size together: %s', (_, digit) => {
    for (const scale of [0.03, 0.3, 1]) {
      const strokes = moved(digit, 0.2, 0.1, scale);
      expect(groupStrokes(strokes)).toEqual([strokes]);
    }
  });

  it('tells neighbours apart by the paper between them, from left to right in whatever order they came', () => {
    const row = Object.values(DIGITS).map((digit, i) => moved(digit, i * 0.85));
    const late = [...row].toReversed().flat();
    expect(groupStrokes(late)).toEqual(row);
  });

  it('tells slanted neighbours apart whose boxes overlap', () => {
    const slanted = (x: number) => line([x + 0.35, 0], [x, 1]);
    expect(groupStrokes([slanted(0), slanted(0.16), slanted(0.32)])).toHaveLength(3);
  });

  it('gives a bar between two digits to the nearer one', () => {
    const [five, cap] = CAPPED_FIVE;
    const one = moved(ONE, 0.72);
    expect(groupStrokes([...one, five!, cap!])).toEqual([[five, cap], one]);
  });
});

const PEN_STROKES = resolve(import.meta.dirname, '../../../shared/pen-strokes/pendigits-dev.json');
const reason = existsSync(PEN_STROKES) ? '' : ' (skipped: the pen-stroke digits are not on this device)';

describe.skipIf(reason !== '')(`on 1,500 digits drawn by 30 people${reason}`, () => {
  interface PenDigit {
    readonly writer: string;
    readonly strokes: readonly (readonly (readonly [number, number])[])[];
  }
  /** Each one unit high (flat ones, half a unit wide), its left edge and its foot at 0. */
  const digits = () =>
    (JSON.parse(readFileSync(PEN_STROKES, 'utf8')) as PenDigit[]).map(({ writer, strokes }) => {
      const drawn = strokes.filter(({ length }) => length > 0).map((points) => line(...points));
      const { left, right, top, bottom } = boxOf(drawn);
      const scale = 1 / Math.max(bottom - top, 0.5 * (right - left));
      return { writer, strokes: moved(drawn, -left * scale, -bottom * scale, scale) };
    });
  const boxOf = (strokes: readonly Stroke[]) => {
    const xs = strokes.flat().map(({ x }) => x);
    const ys = strokes.flat().map(({ y }) => y);
    return {
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    };
  };

  it('splits hardly any of them', () => {
    const split = digits().filter(
      ({ strokes }, i) => groupStrokes(moved(strokes, 0.1, 0.9, 0.05 + 0.7 * randomUniform(7, i))).length > 1,
    );
    expect(split.length).toBeLessThanOrEqual(3);
  });

  it('finds the digits of rows of two to six by one writer, a quarter of their height apart, give or take', () => {
    const all = digits();
    let right = 0;
    const rows = 300;
    for (let row = 0; row < rows; row++) {
      const random = (i: number) => randomUniform(11, 64 * row + i);
      const { writer } = all[Math.floor(random(0) * all.length)]!;
      const hand = all.filter((digit) => digit.writer === writer);
      const groups: Stroke[][] = [];
      let edge = 0;
      for (let i = 0; i < 2 + Math.floor(random(1) * 5); i++) {
        const [pick, size, rise, gap] = [2, 3, 4, 5].map((k) => random(8 * i + k)) as [
          number,
          number,
          number,
          number,
        ];
        const { strokes } = hand[Math.floor(pick * hand.length)]!;
        const placed = moved(strokes, edge + 0.18 + 0.14 * gap, 0.2 * (rise - 0.5), 0.85 + 0.3 * size);
        groups.push(placed);
        edge = boxOf(placed).right;
      }
      const found = groupStrokes(groups.flat());
      if (JSON.stringify(found) === JSON.stringify(groups)) right++;
    }
    expect(right / rows).toBeGreaterThan(0.98);
  });
});
