import { describe, expect, it } from 'vitest';
import { randomUniform } from '../random';
import { rowsOf, tiltOf } from './rows';

/** Boxes of digits in rows, turned about the origin, of uneven height; shuffled. */
function page(rowCount: number, columns: number, tilt: number) {
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  const boxes = Array.from({ length: rowCount * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const [x, y] = [60 * column, 110 * row];
    const [middleX, middleY] = [x * cos - y * sin, x * sin + y * cos];
    const half = 22 + 6 * randomUniform(1, i);
    return {
      name: `${row}${column}`,
      left: middleX - 16,
      right: middleX + 16,
      top: middleY - half,
      bottom: middleY + half,
    };
  });
  return boxes.slice().sort((a, b) => randomUniform(2, Number(a.name)) - randomUniform(2, Number(b.name)));
}

describe('rows', () => {
  it.each([0, 0.1, -0.2, 0.35])('of a page that is tilted by %d radians', (tilt) => {
    const boxes = page(4, 7, tilt);
    expect(Math.abs(tiltOf(boxes) - tilt)).toBeLessThan(0.04);
    expect(rowsOf(boxes, tiltOf(boxes)).map((row) => row.map(({ name }) => name).join(' '))).toEqual([
      '00 01 02 03 04 05 06',
      '10 11 12 13 14 15 16',
      '20 21 22 23 24 25 26',
      '30 31 32 33 34 35 36',
    ]);
  });

  it('knows no tilt of one digit, or two', () => {
    expect(tiltOf(page(1, 1, 0.3))).toBe(0);
    expect(tiltOf(page(1, 2, 0.3))).toBe(0);
  });

  it('keeps a heading apart from what is far smaller beside it', () => {
    const heading = { name: 'h', left: 0, right: 80, top: 0, bottom: 120 };
    const small = { name: 's', left: 100, right: 120, top: 50, bottom: 80 };
    expect(rowsOf([heading, small], 0)).toHaveLength(2);
  });
});
