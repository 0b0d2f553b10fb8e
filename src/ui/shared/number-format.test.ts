import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatLoss,
  formatPercent,
  formatRate,
  formatTimes,
} from './number-format';

describe('formatPercent', () => {
  it.each([
    [0.9731, '97.31%'],
    [0.9, '90.00%'],
    [0, '0%'],
    [1, '100%'],
    [0.99996, 'over 99.99%'],
    [0.00004, 'under 0.01%'],
    [Number.NaN, '–'],
  ])('%f is %s', (fraction, text) => expect(formatPercent(fraction)).toBe(text));

  it.each([
    [0.0112, 1, '1.1%'],
    [0.0004, 1, 'under 0.1%'],
    [0.9996, 1, 'over 99.9%'],
    [0.431, 0, '43%'],
    [0.999, 0, 'over 99%'],
  ])('%f with %i decimals is %s', (fraction, decimals, text) =>
    expect(formatPercent(fraction, decimals)).toBe(text),
  );
});

describe('formatLoss', () => {
  it.each([
    [2.34567, '2.3457'],
    [0.09124, '0.0912'],
    [0, '0.0000'],
    [0.0000337, '0.000034'],
    [16.118, '16.12'],
    [12345.6, '12,345.60'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('%f is %s', (loss, text) => expect(formatLoss(loss)).toBe(text));
});

describe('formatCount and formatTimes', () => {
  it('keeps thousands apart', () => {
    expect(formatCount(60000)).toBe('60,000');
    expect(formatCount(999)).toBe('999');
    expect(formatCount(Number.NaN)).toBe('–');
  });
  it('says small numbers as people do', () => {
    expect([0, 1, 2, 3, 1032].map(formatTimes)).toEqual(['never', 'once', 'twice', '3 times', '1,032 times']);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [840, '0.8 s'],
    [9949, '9.9 s'],
    [9960, '10 s'],
    [42_400, '42 s'],
    [59_960, '1 min'],
    [80_000, '1 min 20 s'],
    [3_599_600, '1 h'],
    [7_500_000, '2 h 5 min'],
    [Number.NaN, '–'],
  ])('%i ms is %s', (elapsedMs, text) => expect(formatDuration(elapsedMs)).toBe(text));
});

describe('formatRate', () => {
  it.each([
    [12_437, '12,400 per second'],
    [873.4, '873 per second'],
    [1.256, '1.26 per second'],
    [Number.NaN, '–'],
  ])('%f is %s', (perSecond, text) => expect(formatRate(perSecond)).toBe(text));

  it('names what is counted', () => expect(formatRate(812.3, 'steps')).toBe('812 steps per second'));
});
