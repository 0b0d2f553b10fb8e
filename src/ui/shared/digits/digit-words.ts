/** What is said of a digit. */
import { type Dataset, MNIST } from '../../../core/dataset';
import { type Split, splitOf } from '../../../core/splits';
import { type FoundDigits, NO_PREDICTION } from '../../../protocol/browsing';
import { formatCount, formatPercent } from '../number-format';

export const SPLIT_WORDS: Readonly<Record<Split, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'test',
};

const withArticle = (digit: number): string => `${digit === 8 ? 'an' : 'a'} ${digit}`;

/** "an 8", or "“Sneaker”" where classes have names of their own. */
export const classWords = (label: number, { classNames }: Dataset = MNIST): string => {
  const name = classNames[label] ?? String(label);
  return name === String(label) ? withArticle(label) : `“${name}”`;
};

/** "test digit 248": counted from 1 within its split. */
export function nameOf(index: number, { splits, preparation }: Dataset = MNIST): string {
  const split = splitOf(index, splits);
  const what = preparation === 'mnist' ? 'digit' : 'picture';
  return `${SPLIT_WORDS[split]} ${what} ${formatCount(index - splits[split].start + 1)}`;
}

/** Where it stands in MNIST's own files, counted from 0 as they do. */
export function placeInMnist(index: number): string {
  const { start } = MNIST.splits.test;
  return index < start
    ? `number ${formatCount(index)} of MNIST’s training file`
    : `number ${formatCount(index - start)} of MNIST’s test file`;
}

/** "Test digit 248: a 4, read as a 9, 98% sure". */
export function digitSentence(found: FoundDigits, place: number, dataset: Dataset = MNIST): string {
  const name = nameOf(found.indices[place]!, dataset);
  const label = found.labels[place]!;
  const guess = found.predicted[place]!;
  const start = `${name[0]!.toUpperCase()}${name.slice(1)}: ${classWords(label, dataset)}`;
  if (guess === NO_PREDICTION) return start;
  const sure = `${formatPercent(found.confidences[place]!, 0)} sure`;
  return `${start}, read as ${guess === label ? 'one' : classWords(guess, dataset)}, ${sure}`;
}

/** What stands under its picture: its label, and how it was read if it was. */
export function captionOf(found: FoundDigits, place: number): string {
  const label = found.labels[place]!;
  const guess = found.predicted[place]!;
  if (guess === NO_PREDICTION) return String(label);
  const share = `${Math.floor(100 * found.confidences[place]!)}%`;
  return guess === label ? `${label}  ${share}` : `${label}→${guess}  ${share}`;
}
