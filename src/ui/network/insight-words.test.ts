import { expect, it } from 'vitest';
import { summariseFirstLayer } from './first-layer-words';
import { formatShort, formatSigned, listUnits } from './insight-words';

it('writes numbers short', () => {
  const numbers = [0, 0.3149, -4.25, 1234, 0.00000031, -23_456, Number.NaN];
  expect(numbers.map(formatShort)).toEqual(['0', '0.31', '−4.3', '1200', '3.1e−7', '−2.3e4', '–']);
  expect([0, 0.3149, -4.25].map(formatSigned)).toEqual(['0', '+0.31', '−4.3']);
});

it('sums the first layer up, whose units are the digits where there is no hidden layer', () => {
  const report = {
    topic: 'first-layer',
    step: 1290,
    kernel: new Float32Array(784 * 3),
    bias: new Float32Array(3),
    norms: Float32Array.of(0.5, 2, 1),
    typical: 0.1,
  } as const;
  expect(summariseFirstLayer({ ...report, isOutput: false })).toBe(
    '3 units at step 1,290. Unit 2 has the largest weights (norm 2.00), unit 1 the smallest (0.50).',
  );
  expect(summariseFirstLayer({ ...report, isOutput: true })).toBe(
    'There is no hidden layer: these units are the output, one for each digit. At step 1,290 the 1 has the largest ' +
      'weights (norm 2.00), the 0 the smallest (0.50).',
  );
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
