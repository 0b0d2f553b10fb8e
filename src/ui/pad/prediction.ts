/**
 * What the page says about a drawing. The network always answers something; where there is reason to doubt the answer
 * (core/uncertainty.ts) the page says so, and which, instead of pretending.
 */
import type { Uncertainty, Prediction } from '../../core/uncertainty';
import { CLASS_COUNT } from '../../core/network';

export type Reading =
  | { readonly state: 'none' }
  | {
      readonly state: 'sure' | 'unsure';
      /** Why it is unsure; undefined when it is sure. */
      readonly uncertainty: Uncertainty | undefined;
      readonly digit: number;
      /** Probability of `digit`, 0..1. */
      readonly confidence: number;
      /** The next likely digit. */
      readonly runnerUp: number;
    };

/** What the page says about a whole number: one reading per digit, from left to right. None for an empty pad. */
export interface NumberPrediction {
  readonly state: Reading['state'];
  /** "2026"; "" when there is no reading. */
  readonly text: string;
  /** The smallest of the digits', 0..1: a number is as certain as its least certain digit. Undefined for none. */
  readonly confidence: number | undefined;
  readonly digits: readonly Reading[];
}

export const NO_NUMBER: NumberPrediction = { state: 'none', text: '', confidence: undefined, digits: [] };

/** A network's answer, digit by digit; undefined when there is none. */
export function numberPredictionOf(answer: Prediction | undefined): NumberPrediction {
  if (!answer) return NO_NUMBER;
  const { probabilities, uncertainties } = answer;
  const digits = uncertainties.map((uncertainty, i) =>
    digitPredictionOf(probabilities.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT), uncertainty),
  );
  const known = digits.filter((digit) => digit.state !== 'none');
  if (known.length === 0 || known.length < digits.length) return NO_NUMBER;
  return {
    state: known.every(({ state }) => state === 'sure') ? 'sure' : 'unsure',
    text: known.map(({ digit }) => digit).join(''),
    confidence: Math.min(...known.map(({ confidence }) => confidence)),
    digits,
  };
}

/** probabilities: 10 numbers, 0..1, one per digit; undefined when there are none. Not-a-numbers count as none. */
export function digitPredictionOf(
  probabilities: ArrayLike<number> | undefined,
  uncertainty?: Uncertainty,
): Reading {
  if (!probabilities || probabilities.length === 0) return { state: 'none' };
  const all = Array.from(probabilities);
  if (!all.every(Number.isFinite)) return { state: 'none' };
  const ranked = all
    .map((_, digit) => digit)
    .slice()
    .sort((a, b) => all[b]! - all[a]!);
  const [digit = 0, runnerUp = 0] = ranked;
  const confidence = all[digit]!;
  return { state: uncertainty ? 'unsure' : 'sure', uncertainty, digit, confidence, runnerUp };
}

const withArticle = (digit: number): string => `${digit === 8 ? 'an' : 'a'} ${digit}`;

/** "98%". Never 100% of what is not certain. */
export function percent(fraction: number): string {
  if (fraction < 1 && fraction > 0.99) return '>99%';
  return `${Math.round(fraction * 100)}%`;
}

/** "It's a 7 — 98% sure". Empty when there is no reading. */
export function predictionWords(reading: Reading): string {
  if (reading.state === 'none') return '';
  const { digit, runnerUp, confidence, uncertainty } = reading;
  if (uncertainty === 'no-digit') return 'That does not look like a digit';
  if (uncertainty === 'which-digit')
    return `Not sure: maybe ${withArticle(digit)} or ${withArticle(runnerUp)}`;
  return `It’s ${withArticle(digit)} — ${percentInWords(confidence)} sure`;
}

export const percentInWords = (fraction: number): string => percent(fraction).replace('>', 'more than ');

/** The same for a number of any length: "It's 2026 — each digit at least 81% sure". */
export function numberWords({ digits, text, state, confidence = 0 }: NumberPrediction): string {
  if (digits.length === 1) return predictionWords(digits[0]!);
  if (state === 'none') return '';
  if (state === 'sure') {
    const bound = percent(confidence).startsWith('>') ? '' : 'at least ';
    return `It’s ${text} — each digit ${bound}${percentInWords(confidence)} sure`;
  }
  const doubted = digits.findIndex((digit) => digit.state === 'unsure');
  const uncertainty = predictionWords(digits[doubted]!);
  return `Maybe ${text}. Digit ${doubted + 1}: ${uncertainty.charAt(0).toLowerCase()}${uncertainty.slice(1)}`;
}
