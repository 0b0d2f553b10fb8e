import { expect, it } from 'vitest';
import { formatShort, formatSigned, listUnits } from './insight-words';

it('writes numbers short', () => {
  const numbers = [0, 0.3149, -4.25, 1234, 0.00000031, -23_456, Number.NaN];
  expect(numbers.map(formatShort)).toEqual(['0', '0.31', '−4.3', '1200', '3.1e−7', '−2.3e4', '–']);
  expect([0, 0.3149, -4.25].map(formatSigned)).toEqual(['0', '+0.31', '−4.3']);
});

it('lists units from 1 on, as far as there is room', () => {
  expect([[], [3], [0, 4], [0, 4, 8]].map((units) => listUnits(units, 3))).toEqual([
    '',
    '4',
    '1 and 5',
    '1, 5 and 9',
  ]);
  expect(listUnits(Uint32Array.of(0, 1, 2, 3, 4), 3)).toBe('1, 2, 3 and 2 more');
});
