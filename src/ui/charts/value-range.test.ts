import { describe, expect, it } from 'vitest';
import { outsideWords, valueRange } from './value-range';

const rows = Array.from({ length: 100 }, (_, i) => i);
const good = rows.map((i) => 0.995 - 0.8 * Math.exp(-i / 4));
const failed = rows.map(() => 0.1);
const ACCURACY = { metric: 'accuracy', logScale: false, show: 'detail' } as const;

describe('valueRange', () => {
  it('shows where runs end, and knows what that leaves out', () => {
    const range = valueRange([good, failed], ACCURACY)!;
    expect(range.low).toBeGreaterThan(0.98);
    expect(range).toMatchObject({ outside: [1], cutsOff: true });
  });
  it('leaves nothing out when all is asked for', () => {
    const range = valueRange([good, failed], { ...ACCURACY, show: 'all' })!;
    expect(range.low).toBeLessThanOrEqual(0.1);
    expect(range).toMatchObject({ outside: [], cutsOff: false });
  });
  it('passes over rows without values', () => {
    const late = good.map((value, i) => (i < 10 ? Number.NaN : value));
    expect(valueRange([late], ACCURACY)!.low).toBeGreaterThan(0.9);
    expect(valueRange([[Number.NaN]], ACCURACY)).toBeUndefined();
  });
  it('has no zero on a logarithmic axis', () => {
    const loss = { metric: 'loss', logScale: true, show: 'all' } as const;
    expect(valueRange([[0, 0.1, 1]], loss)!.low).toBeGreaterThan(0.05);
  });
});

it('says what is out of sight', () => {
  expect(outsideWords([], false)).toBe('');
  expect(outsideWords([], true)).toContain('beginning');
  expect(outsideWords(['Brisk Heron, training'], true)).toContain('Out of sight: Brisk Heron, training.');
});
