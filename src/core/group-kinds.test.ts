/** Kinds of drawings whose digits are hard to tell apart, each with shapes made up for the purpose, one unit high. */
import { describe, expect, it } from 'vitest';
import { groupStrokes } from './group-strokes';
import { isMarkBeside } from './marks';
import type { Stroke } from './strokes';

type Place = readonly [x: number, y: number];
const line = (...points: readonly Place[]): Stroke => points.map(([x, y]) => ({ x, y }));
const moved = (strokes: readonly Stroke[], x: number, y = 0): Stroke[] =>
  strokes.map((stroke) => stroke.map((point) => ({ x: x + point.x, y: y + point.y })));
/** Part of an ellipse around (x, y), clockwise from the top, in turns. */
const arc = (x: number, y: number, rx: number, ry: number, from: number, to: number): Stroke =>
  Array.from({ length: 21 }, (_, i) => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / 20);
    return { x: x + rx * Math.sin(angle), y: y - ry * Math.cos(angle) };
  });

const ZERO = [arc(0.3, 0.5, 0.3, 0.5, 0, 1)];
const ONE = [line([0, 0.2], [0.15, 0], [0.15, 1])];
const TWO = [line([0, 0.2], [0.25, 0], [0.5, 0.25], [0, 1], [0.55, 1])];
const THREE = [line([0, 0.05], [0.3, 0], [0.5, 0.25], [0.2, 0.5], [0.5, 0.75], [0.2, 1], [0, 0.9])];
const FOUR = [line([0.3, 0], [0, 0.6], [0.55, 0.6]), line([0.4, 0.35], [0.4, 1])];
const SEVEN = [line([0, 0], [0.5, 0.02], [0.15, 1])];
/** Each next to the last, `gap` apart. */
function row(digits: readonly (readonly Stroke[])[], gap: number, top = 0, left = 0): Stroke[][] {
  let edge = left;
  return digits.map((digit) => {
    const placed = moved(digit, edge, top);
    edge = Math.max(...placed.flat().map(({ x }) => x)) + gap;
    return placed;
  });
}

describe('rows', () => {
  it.each([0.12, 0.2, 0.5, 1.5])('are read one after the other, %s of their height apart', (gap) => {
    const page = [...row([ONE, TWO], 0.25), ...row([THREE, FOUR, SEVEN], 0.2, 1 + gap, -0.3)];
    expect(groupStrokes(page.toReversed().flat())).toEqual(page);
  });

  it('are told from the parts of one digit that lie one below the other', () => {
    const five = [
      line([0.1, 0.15], [0.08, 0.45], [0.4, 0.5], [0.45, 0.8], [0.2, 1], [0, 0.95]),
      line([0.1, 0], [0.5, 0]),
    ];
    const eight = [arc(0.3, 0.22, 0.22, 0.22, 0, 0.97), arc(0.3, 0.76, 0.27, 0.26, 0.1, 1.05)];
    const based = [line([0.2, 0], [0.2, 0.85]), line([0, 1], [0.4, 1])];
    for (const digit of [five, eight, based]) expect(groupStrokes(digit)).toEqual([digit]);
  });
});

describe('torn digits', () => {
  it('are one: a 0 of two arcs, a 1 of three dashes, a 4 of two pieces', () => {
    const zero = [arc(0.3, 0.5, 0.3, 0.5, 0.53, 0.97), arc(0.3, 0.5, 0.3, 0.5, 0.03, 0.47)];
    const one = [line([0.02, 0], [0, 0.26]), line([0.01, 0.37], [0, 0.63]), line([0, 0.74], [0.02, 1])];
    for (const digit of [zero, one, FOUR]) {
      expect(groupStrokes(digit)).toEqual([digit]);
      const number = row([TWO, digit, SEVEN], 0.3);
      expect(groupStrokes(number.flat())).toEqual(number);
    }
  });
});

describe('digits with a torn stroke', () => {
  const torn: Record<string, Stroke[]> = {
    'a 7 in its stem': [line([0, 0], [0.5, 0.02], [0.33, 0.45]), line([0.3, 0.53], [0.15, 1])],
    'a leaning 1': [line([0.35, 0], [0.2, 0.48]), line([0.17, 0.56], [0, 1])],
    'a 2 above its foot': [
      line([0, 0.2], [0.25, 0], [0.5, 0.25], [0.3, 0.52]),
      line([0.25, 0.59], [0, 1], [0.55, 1]),
    ],
    'a crossed 7 below its bar': [
      line([0, 0], [0.5, 0.02], [0.3, 0.55]),
      line([0.1, 0.5], [0.5, 0.48]),
      line([0.27, 0.63], [0.15, 1]),
    ],
  };
  it.each(Object.keys(torn))('are one: %s', (name) => {
    expect(groupStrokes(torn[name]!)).toEqual([torn[name]]);
  });

  it('are not two digits, one below the other', () => {
    for (const gap of [0.3, 0.5]) {
      const column = [moved(SEVEN, 0), moved(ONE, 0.1, 1 + gap)];
      expect(groupStrokes(column.flat())).toEqual(column);
    }
    const pages = [...row([SEVEN, TWO], 0.25), ...row([ONE, SEVEN], 0.25, 1.12)];
    expect(groupStrokes(pages.flat())).toEqual(pages);
  });
});

describe('neighbours', () => {
  it.each([0.1, 0.04, 0, -0.06])('are two with %s of their height between them', (gap) => {
    for (const digits of [
      [TWO, THREE, SEVEN],
      [SEVEN, ZERO, ONE],
      [ZERO, ZERO, TWO],
    ]) {
      const number = row(digits, gap);
      expect(groupStrokes(number.flat())).toEqual(number);
    }
  });
});

describe('marks', () => {
  const POINT = [line([0, 0.96], [0.03, 1])];
  const MINUS = [line([0, 0.5], [0.35, 0.47])];
  const marksOf = (groups: readonly Stroke[][]) => groups.map((group) => isMarkBeside(group, groups));

  it('are groups of their own and no digits: a decimal point, a minus', () => {
    const decimal = row([THREE, POINT, ONE, FOUR], 0.15);
    expect(groupStrokes(decimal.flat())).toEqual(decimal);
    expect(marksOf(decimal)).toEqual([false, true, false, false]);
    const negative = row([MINUS, SEVEN], 0.2);
    expect(groupStrokes(negative.flat())).toEqual(negative);
    expect(marksOf(negative)).toEqual([true, false]);
  });

  it('are not the bars, flags and dots of digits, nor anything alone', () => {
    const crossed = [...SEVEN, line([0.1, 0.5], [0.5, 0.48])];
    const dotted = [...ZERO, line([0.3, 0.5])];
    for (const digit of [crossed, dotted]) expect(groupStrokes(digit)).toEqual([digit]);
    expect(marksOf([MINUS])).toEqual([false]);
    expect(marksOf([POINT])).toEqual([false]);
    expect(marksOf(row([ONE, ZERO, FOUR], 0.2))).toEqual([false, false, false]);
  });
});
