import { describe, expect, it } from 'vitest';
import type { Doubt } from '../../core/doubt';
import { NO_NUMBER, numberReadingOf, numberWords, percent, readingOf, readingWords } from './reading';

const probabilities = (shares: Readonly<Record<number, number>>) =>
  Float32Array.from({ length: 10 }, (_, digit) => shares[digit] ?? 0);

describe('readingOf', () => {
  it('is none without probabilities or with broken ones', () => {
    expect(readingOf(undefined)).toEqual({ state: 'none' });
    expect(readingOf([])).toEqual({ state: 'none' });
    expect(readingOf(new Float32Array(10).fill(Number.NaN))).toEqual({ state: 'none' });
  });

  it('names the likeliest digit and the next, with unrounded confidence', () => {
    expect(readingOf([0, 0.0625, 0, 0, 0, 0, 0, 0.9375, 0, 0])).toEqual({
      state: 'sure',
      doubt: undefined,
      digit: 7,
      confidence: 0.9375,
      runnerUp: 1,
    });
  });

  it('is sure unless there is a doubt', () => {
    expect(readingOf(probabilities({ 0: 0.9, 6: 0.1 })).state).toBe('sure');
    expect(readingOf(probabilities({ 0: 0.9, 6: 0.1 }), 'no-digit')).toMatchObject({
      state: 'unsure',
      doubt: 'no-digit',
      digit: 0,
    });
  });
});

describe('readingWords', () => {
  const doubted = (shares: Readonly<Record<number, number>>, doubt: Doubt) =>
    readingWords(readingOf(probabilities(shares), doubt));

  it('speaks plainly', () => {
    expect(readingWords(readingOf(undefined))).toBe('');
    expect(readingWords(readingOf(probabilities({ 7: 0.98, 1: 0.02 })))).toBe('It’s a 7 — 98% sure');
    expect(readingWords(readingOf(probabilities({ 8: 0.75, 3: 0.25 })))).toBe('It’s an 8 — 75% sure');
    expect(doubted({ 7: 0.5, 1: 0.45 }, 'which-digit')).toBe('Not sure: maybe a 7 or a 1');
    expect(doubted({ 3: 0.5, 8: 0.45 }, 'which-digit')).toBe('Not sure: maybe a 3 or an 8');
    expect(doubted({ 3: 0.99, 8: 0.01 }, 'no-digit')).toBe('That does not look like a digit');
  });

  it('does not round doubt away', () => {
    expect(readingWords(readingOf(probabilities({ 2: 0.9996, 1: 0.0004 })))).toContain('more than 99% sure');
    expect(percent(0.9996)).toBe('>99%');
    expect(percent(1)).toBe('100%');
    expect(percent(0.004)).toBe('0%');
  });
});

describe('numberReadingOf', () => {
  const rows = (...digits: readonly Readonly<Record<number, number>>[]) => ({
    probabilities: Float32Array.from(digits.flatMap((digit) => Array.from(probabilities(digit)))),
    doubts: digits.map(() => undefined),
  });
  const doubtingSecond = (doubt: Doubt) => ({
    ...rows(sureOf(2), { 0: 0.5, 6: 0.25 }),
    doubts: [undefined, doubt],
  });
  const sureOf = (digit: number) => ({ [digit]: 0.9375, [(digit + 1) % 10]: 0.0625 });

  it('is none for nothing, and when any digit has no reading', () => {
    expect(numberReadingOf(undefined)).toEqual(NO_NUMBER);
    expect(numberReadingOf(rows(sureOf(2), { 0: Number.NaN }))).toEqual(NO_NUMBER);
  });

  it('joins the digits and is as certain as the least certain', () => {
    const { state, text, confidence } = numberReadingOf(rows(sureOf(2), { 0: 0.75, 6: 0.25 }, sureOf(2)));
    expect({ state, text, confidence }).toEqual({ state: 'sure', text: '202', confidence: 0.75 });
  });

  it('is unsure when one digit is', () => {
    expect(numberReadingOf(doubtingSecond('no-digit')).state).toBe('unsure');
  });

  it('is put into words', () => {
    expect(numberWords(numberReadingOf(rows(sureOf(7))))).toBe('It’s a 7 — 94% sure');
    expect(numberWords(numberReadingOf(rows(sureOf(2), { 0: 0.75, 6: 0.25 })))).toBe(
      'It’s 20 — each digit at least 75% sure',
    );
    expect(numberWords(numberReadingOf(doubtingSecond('which-digit')))).toBe(
      'Maybe 20. Digit 2: not sure: maybe a 0 or a 6',
    );
    expect(numberWords(numberReadingOf(doubtingSecond('no-digit')))).toBe(
      'Maybe 20. Digit 2: that does not look like a digit',
    );
    expect(numberWords(numberReadingOf(rows({ 4: 1 }, { 2: 0.998 })))).toBe(
      'It’s 42 — each digit more than 99% sure',
    );
    expect(numberWords(NO_NUMBER)).toBe('');
  });
});
