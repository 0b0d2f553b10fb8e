/**
 * What the page says about a drawing. The network always answers something; below a certain confidence the page says so
 * instead of pretending.
 */

/** Confidence from which the page says "It's a 7" without a "maybe". */
export const SURE_FROM = 0.6;

export type Reading =
  | { readonly state: 'none' }
  | {
      readonly state: 'sure' | 'unsure';
      readonly digit: number;
      /** Probability of `digit`, 0..1. */
      readonly confidence: number;
      /** The next likely digit. */
      readonly runnerUp: number;
    };

/** probabilities: 10 numbers, 0..1, one per digit; undefined when there are none. Not-a-numbers count as none. */
export function readingOf(probabilities: ArrayLike<number> | undefined): Reading {
  if (!probabilities || probabilities.length === 0) return { state: 'none' };
  const all = Array.from(probabilities);
  if (!all.every(Number.isFinite)) return { state: 'none' };
  const ranked = all.map((_, digit) => digit).toSorted((a, b) => all[b]! - all[a]!);
  const [digit = 0, runnerUp = 0] = ranked;
  const confidence = all[digit]!;
  return { state: confidence >= SURE_FROM ? 'sure' : 'unsure', digit, confidence, runnerUp };
}

const withArticle = (digit: number): string => `${digit === 8 ? 'an' : 'a'} ${digit}`;

/** "98%". Never 100% of what is not certain. */
export function percent(fraction: number): string {
  if (fraction < 1 && fraction > 0.99) return '>99%';
  return `${Math.round(fraction * 100)}%`;
}

/** "It's a 7 — 98% sure". Empty when there is no reading. */
export function readingWords(reading: Reading): string {
  if (reading.state === 'none') return '';
  const { digit, runnerUp, confidence } = reading;
  if (reading.state === 'unsure') return `Not sure: maybe ${withArticle(digit)} or ${withArticle(runnerUp)}`;
  const share = percent(confidence).replace('>', 'more than ');
  return `It’s ${withArticle(digit)} — ${share} sure`;
}
