import { describe, expect, it } from 'vitest';
import { addUp, decimalsFor, formatFixed, formatFour } from './add-up';

const read = (text: string): number => Number(text.replaceAll('−', '-'));

describe('addUp', () => {
  it('gives the missing thousandth to the addend that rounding down robbed most', () => {
    // Rounded one by one, 0.333 + 0.333 + 0.333 would be 0.999 of 1.000.
    expect(addUp([1 / 3, 1 / 3 + 1e-6, 1 / 3 - 1e-6], 3)).toEqual({
      addends: ['0.333', '0.334', '0.333'],
      total: '1.000',
    });
    expect(addUp([12.3414, -8.1203, 0.0511], 3)).toEqual({
      addends: ['12.341', '−8.120', '0.051'],
      total: '4.272',
    });
  });

  it('shows columns that add up, every number within one of its last place', () => {
    for (let round = 0; round < 200; round++) {
      const values = Array.from({ length: 10 }, (_, i) => 7 * Math.sin(round * 12.9898 + i * 78.233));
      const { addends, total } = addUp(values, 4);
      const shown = addends.map((text) => Math.round(read(text) * 1e4));
      expect(shown.reduce((sum, value) => sum + value, 0)).toBe(Math.round(read(total) * 1e4));
      addends.forEach((text, i) => expect(Math.abs(read(text) - values[i]!)).toBeLessThan(1.001e-4));
    }
  });

  it('leaves zeros alone and has a dash for what is no number', () => {
    expect(addUp([0, 0, 0.5], 3).addends).toEqual(['0.000', '0.000', '0.500']);
    expect(addUp([Number.NaN, 1], 3)).toEqual({ addends: ['–', '1.000'], total: '–' });
  });
});

it('counts the decimals that the largest number needs', () => {
  expect([[12.3, 0.01], [0.83], [0.0123], [1234], [], [0], [Infinity]].map(decimalsFor)).toEqual([
    3, 4, 5, 0, 3, 3, 3,
  ]);
});

it('writes four significant digits', () => {
  expect([0, 0.31416, -12.3456, 0.000000321749, 1, Number.NaN].map(formatFour)).toEqual([
    '0',
    '0.3142',
    '−12.35',
    '3.217e−7',
    '1',
    '–',
  ]);
  expect(formatFixed(-1.25, 3)).toBe('−1.250');
});
