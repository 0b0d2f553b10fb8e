import { describe, expect, it } from 'vitest';
import type { Uncertainty } from '../../core/uncertainty';
import {
  NO_NUMBER,
  numberPredictionOf,
  numberWords,
  percent,
  digitPredictionOf,
  predictionWords,
} from './prediction';

const probabilities = (shares: Readonly<Record<number, number>>) =>
  Float32Array.from({ length: 10 }, (_, digit) => shares[digit] ?? 0);

describe('digitPredictionOf', () => {
  it('is none without probabilities or with broken ones', () => {
    expect(digitPredictionOf(undefined)).toEqual({ state: 'none' });
    expect(digitPredictionOf([])).toEqual({ state: 'none' });
    expect(digitPredictionOf(new Float32Array(10).fill(Number.NaN))).toEqual({ state: 'none' });
  });

  it('names the likeliest digit and the next, with unrounded confidence', () => {
    expect(digitPredictionOf([0, 0.0625, 0, 0, 0, 0, 0, 0.9375, 0, 0])).toEqual({
      state: 'sure',
      uncertainty: undefined,
      digit: 7,
      confidence: 0.9375,
      runnerUp: 1,
    });
  });

  it('is sure unless there is doubt', () => {
    expect(digitPredictionOf(probabilities({ 0: 0.9, 6: 0.1 })).state).toBe('sure');
    expect(digitPredictionOf(probabilities({ 0: 0.9, 6: 0.1 }), 'no-digit')).toMatchObject({
      state: 'unsure',
      uncertainty: 'no-digit',
      digit: 0,
    });
  });
});

describe('predictionWords', () => {
  const doubted = (shares: Readonly<Record<number, number>>, uncertainty: Uncertainty) =>
    predictionWords(digitPredictionOf(probabilities(shares), uncertainty));

  it('speaks plainly', () => {
    expect(predictionWords(digitPredictionOf(undefined))).toBe('');
    expect(predictionWords(digitPredictionOf(probabilities({ 7: 0.98, 1: 0.02 })))).toBe(
      'It’s a 7 — 98% sure',
    );
    expect(predictionWords(digitPredictionOf(probabilities({ 8: 0.75, 3: 0.25 })))).toBe(
      'It’s an 8 — 75% sure',
    );
    expect(doubted({ 7: 0.5, 1: 0.45 }, 'which-digit')).toBe('Not sure: maybe a 7 or a 1');
    expect(doubted({ 3: 0.5, 8: 0.45 }, 'which-digit')).toBe('Not sure: maybe a 3 or an 8');
    expect(doubted({ 3: 0.99, 8: 0.01 }, 'no-digit')).toBe('That does not look like a digit');
  });

  it('does not round uncertainty away', () => {
    expect(predictionWords(digitPredictionOf(probabilities({ 2: 0.9996, 1: 0.0004 })))).toContain(
      'more than 99% sure',
    );
    expect(percent(0.9996)).toBe('>99%');
    expect(percent(1)).toBe('100%');
    expect(percent(0.004)).toBe('0%');
  });
});

describe('numberPredictionOf', () => {
  const rows = (...digits: readonly Readonly<Record<number, number>>[]) => ({
    probabilities: Float32Array.from(digits.flatMap((digit) => Array.from(probabilities(digit)))),
    uncertainties: digits.map(() => undefined),
  });
  const uncertainSecond = (uncertainty: Uncertainty) => ({
    ...rows(sureOf(2), { 0: 0.5, 6: 0.25 }),
    uncertainties: [undefined, uncertainty],
  });
  const sureOf = (digit: number) => ({ [digit]: 0.9375, [(digit + 1) % 10]: 0.0625 });

  it('is none for nothing, and when any digit has no reading', () => {
    expect(numberPredictionOf(undefined)).toEqual(NO_NUMBER);
    expect(numberPredictionOf(rows(sureOf(2), { 0: Number.NaN }))).toEqual(NO_NUMBER);
  });

  it('joins the digits and is as certain as the least certain', () => {
    const { state, text, confidence } = numberPredictionOf(rows(sureOf(2), { 0: 0.75, 6: 0.25 }, sureOf(2)));
    expect({ state, text, confidence }).toEqual({ state: 'sure', text: '202', confidence: 0.75 });
  });

  it('is unsure when one digit is', () => {
    expect(numberPredictionOf(uncertainSecond('no-digit')).state).toBe('unsure');
  });

  it('is put into words', () => {
    expect(numberWords(numberPredictionOf(rows(sureOf(7))))).toBe('It’s a 7 — 94% sure');
    expect(numberWords(numberPredictionOf(rows(sureOf(2), { 0: 0.75, 6: 0.25 })))).toBe(
      'It’s 20 — each digit at least 75% sure',
    );
    expect(numberWords(numberPredictionOf(uncertainSecond('which-digit')))).toBe(
      'Maybe 20. Digit 2: not sure: maybe a 0 or a 6',
    );
    expect(numberWords(numberPredictionOf(uncertainSecond('no-digit')))).toBe(
      'Maybe 20. Digit 2: that does not look like a digit',
    );
    expect(numberWords(numberPredictionOf(rows({ 4: 1 }, { 2: 0.998 })))).toBe(
      'It’s 42 — each digit more than 99% sure',
    );
    expect(numberWords(NO_NUMBER)).toBe('');
  });
});
