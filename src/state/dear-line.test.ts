import { expect, it } from 'vitest';
import { isLineDear } from './dear-line';

it.each([
  [{}, false],
  [{ saveData: false, type: 'wifi', effectiveType: '4g' }, false],
  [{ effectiveType: '3g' }, false],
  [{ saveData: true, type: 'wifi', effectiveType: '4g' }, true],
  [{ type: 'cellular', effectiveType: '4g' }, true],
  [{ effectiveType: '2g' }, true],
  [{ effectiveType: 'slow-2g' }, true],
])('a line of which the browser tells %o is dear: %s', (line, isDear) => {
  expect(isLineDear(line)).toBe(isDear);
});
