import { describe, expect, it } from 'vitest';
import { groupParts, usualHeight } from './group-parts';
import { type Part, partsOf } from './parts';

const maskOf = (...rows: readonly string[]): [Uint8Array, number, number] => [
  Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0)),
  rows[0]!.length,
  rows.length,
];

describe('partsOf', () => {
  it('tells parts apart, and joins over corners and around bends', () => {
    const { parts, labels } = partsOf(
      ...maskOf(
        '#..##...', //
        '.#....#.',
        '..#..#..',
        '.....#.#',
        '.....###',
      ),
    )!;
    expect(parts.map(({ area, left, top, right, bottom }) => [area, left, top, right, bottom])).toEqual([
      [3, 0, 0, 3, 3],
      [2, 3, 0, 5, 1],
      [7, 5, 1, 8, 5],
    ]);
    expect(labels[0]).toBe(parts[0]!.label);
    expect(labels[8 * 4 + 7]).toBe(parts[2]!.label);
    expect(labels[1]).toBe(0);
  });

  it('gives up on what is no writing', () => {
    const [width, height] = [2000, 1300];
    const dust = Uint8Array.from({ length: width * height }, (_, i) => (i + Math.floor(i / width)) % 2);
    expect(partsOf(dust, width, height)).toBeUndefined();
  });
});

let label = 0;
const part = (left: number, top: number, right: number, bottom: number): Part => ({
  left,
  top,
  right,
  bottom,
  area: (right - left) * (bottom - top),
  label: ++label,
});
const sizes = (parts: readonly Part[], usual = 50): number[] =>
  groupParts(parts, usual)
    .map(({ labels }) => labels.length)
    .sort((a, b) => b - a);

describe('groupParts', () => {
  it('puts the bar to its 5, beside it or above', () => {
    expect(sizes([part(0, 12, 30, 60), part(33, 10, 50, 15)])).toEqual([2]);
    expect(sizes([part(0, 16, 30, 60), part(4, 8, 40, 13)])).toEqual([2]);
  });

  it('puts a stroke together that paper shows through', () => {
    expect(sizes([part(0, 0, 8, 22), part(1, 25, 9, 50)])).toEqual([2]);
  });

  it('keeps neighbours, rows and marks apart', () => {
    expect(sizes([part(0, 0, 30, 50), part(32, 0, 62, 50)])).toEqual([1, 1]);
    expect(sizes([part(0, 0, 30, 50), part(0, 58, 30, 108)])).toEqual([1, 1]);
    // A decimal point, and a minus.
    expect(sizes([part(0, 0, 30, 50), part(34, 44, 40, 50)])).toEqual([1, 1]);
    expect(sizes([part(0, 23, 18, 28), part(24, 0, 54, 50)])).toEqual([1, 1]);
  });

  it('takes for usual the height that most ink has', () => {
    expect(usualHeight([part(0, 0, 3, 3), part(5, 0, 8, 3), part(9, 0, 12, 3), part(20, 0, 40, 50)])).toBe(
      50,
    );
  });
});
