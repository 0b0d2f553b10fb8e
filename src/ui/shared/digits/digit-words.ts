/** What is said of a digit. */
import { SPLIT_RANGES, type Split, splitOf } from '../../../core/splits';
import { type FoundDigits, NO_PREDICTION } from '../../../protocol/browsing';
import { formatCount, formatPercent } from '../number-format';

export const SPLIT_WORDS: Readonly<Record<Split, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'test',
};

const withArticle = (digit: number): string => `${digit === 8 ? 'an' : 'a'} ${digit}`;

/** "test digit 248": counted from 1 within its split. */
export function nameOf(index: number): string {
  const split = splitOf(index);
  return `${SPLIT_WORDS[split]} digit ${formatCount(index - SPLIT_RANGES[split].start + 1)}`;
}

/** Where it stands in MNIST's own files, counted from 0 as they do. */
export function placeInMnist(index: number): string {
  const { start } = SPLIT_RANGES.test;
  return index < start
    ? `number ${formatCount(index)} of MNIST’s training file`
    : `number ${formatCount(index - start)} of MNIST’s test file`;
}

/** "Test digit 248: a 4, read as a 9, 98% sure". */
export function digitSentence(found: FoundDigits, place: number): string {
  const name = nameOf(found.indices[place]!);
  const label = found.labels[place]!;
  const guess = found.predicted[place]!;
  const start = `${name[0]!.toUpperCase()}${name.slice(1)}: ${withArticle(label)}`;
  if (guess === NO_PREDICTION) return start;
  const sure = `${formatPercent(found.confidences[place]!, 0)} sure`;
  return `${start}, read as ${guess === label ? 'one' : withArticle(guess)}, ${sure}`;
}

/** What stands under its picture: its label, and how it was read if it was. */
export function captionOf(found: FoundDigits, place: number): string {
  const label = found.labels[place]!;
  const guess = found.predicted[place]!;
  if (guess === NO_PREDICTION) return String(label);
  const share = `${Math.floor(100 * found.confidences[place]!)}%`;
  return guess === label ? `${label}  ${share}` : `${label}→${guess}  ${share}`;
}
