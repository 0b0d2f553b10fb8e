/**
 * Whether to believe what was read on paper. On a pad people write digits; on paper there are words, stamps and sketches too, and
 * some of their letters look like digits. So each is judged by its company as well: pieces cut from connected ink are believed
 * only when all of them are beyond doubt, and in a word of which a part is no digit nothing is.
 */
import { CLASS_COUNT } from '../network';
import { type Prediction, predictionOf, type Uncertainty } from '../uncertainty';
import type { FoundDigit } from './find-digits';
import { type Box, heightOf } from './picture';

/** How likely a thing on paper must be a digit: more than on a pad. */
const DIGIT_ON_PAPER_FROM = 0.5;
/** How likely pieces of connected ink must be digits, and how confident the network of each. */
const PIECE_LIKENESS = 0.8;
const PIECE_CONFIDENCE = 0.85;
/** A gap wider than this share of the digits' height parts words. */
const WORD_GAP = 0.8;
/** From this share of things that are no digits on, nothing in a word is believed. */
const OTHERS_FROM = 0.4;

/** Neighbours in a row with no wide gap between them, as lists of places in `digits`. */
export function wordsOf(digits: readonly { readonly box: Box; readonly row: number }[]): number[][] {
  const words: number[][] = [];
  digits.forEach(({ box, row }, i) => {
    const before = digits[i - 1];
    const height = before ? Math.max(heightOf(box), heightOf(before.box)) : 0;
    const isNext = before?.row === row && box.left - before.box.right <= WORD_GAP * height;
    if (isNext) words[words.length - 1]!.push(i);
    else words.push([i]);
  });
  return words;
}

/**
 * What to make of the networks' answers to found digits. probabilities: [digits, 10] (the means over a
 * digit's pictures), calibrated; likeness: the guard's, [digits], or undefined where there is no guard.
 */
export function paperPrediction(
  digits: readonly FoundDigit[],
  probabilities: ArrayLike<number>,
  likeness: ArrayLike<number> | undefined,
): Prediction {
  const alone = predictionOf(probabilities, 1, likeness);
  const confidence = (i: number): number =>
    Math.max(...alone.probabilities.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT));
  const isSure = (i: number): boolean =>
    alone.uncertainties[i] === undefined &&
    confidence(i) >= PIECE_CONFIDENCE &&
    (likeness?.[i] ?? 1) >= PIECE_LIKENESS;
  const unsureInk = new Set(digits.flatMap(({ cutFrom }, i) => (isSure(i) ? [] : (cutFrom ?? []))));
  const uncertainties = digits.map(({ cutFrom }, i): Uncertainty | undefined =>
    (cutFrom !== undefined && unsureInk.has(cutFrom)) || (likeness?.[i] ?? 1) < DIGIT_ON_PAPER_FROM
      ? 'no-digit'
      : alone.uncertainties[i],
  );
  for (const word of wordsOf(digits)) {
    const others = word.filter((i) => uncertainties[i] === 'no-digit').length;
    if (word.length < 2 || others < OTHERS_FROM * word.length) continue;
    for (const i of word) uncertainties[i] = 'no-digit';
  }
  return { probabilities: alone.probabilities, uncertainties };
}
