/**
 * Pages of print, faces and carpets: hundreds of things, hardly one of them a digit. To cut and read all of them in all ways would
 * take long and yield nothing, so a sample is looked at first; where most of it is no digit, only those words are kept in which
 * most things are.
 */
import { PIXEL_COUNT } from '../network';
import type { Judge } from './choose-digits';
import { digitPictures } from './digit-picture';
import { wordsOf } from './doubt';
import type { Group } from './group-parts';
import type { Ink } from './ink';

/** Pages with fewer things are read as a whole. A sample has as many. */
const FEW = 60;
/** What is at least this likely a digit passes for one; so must this share of a page's sample, and of a word's things. */
const LIKELY = 0.5;
const DIGITS_SHARE = 0.5;
const WORD_SHARE = 0.6;

export interface Reading {
  readonly ink: Ink;
  readonly labels: Int32Array;
  readonly tilt: number;
  readonly judge: Judge;
}

/** Which of the groups pass for digits. */
function areLikely(groups: readonly Group[], { ink, labels, tilt, judge }: Reading): boolean[] {
  const pixels = new Uint8Array(groups.length * PIXEL_COUNT);
  groups.forEach((group, i) => {
    const [picture] = digitPictures(ink, labels, { box: group, labels: group.labels }, tilt);
    if (picture) pixels.set(picture, i * PIXEL_COUNT);
  });
  const { likeness } = judge(pixels, groups.length);
  return groups.map((_, i) => (likeness?.[i] ?? 1) >= LIKELY);
}

/** Whether most things on the page are no digits. */
export function isMostlyText(groups: readonly Group[], reading: Reading): boolean {
  if (groups.length <= FEW) return false;
  const every = groups.length / FEW;
  const sample = Array.from({ length: FEW }, (_, i) => groups[Math.floor(i * every)]!);
  return areLikely(sample, reading).filter(Boolean).length < DIGITS_SHARE * FEW;
}

/** The words of a row in which most things are digits. */
export function numbersIn(row: readonly Group[], reading: Reading): Group[] {
  const likely = areLikely(row, reading);
  return wordsOf(row.map((box) => ({ box, row: 0 })))
    .filter((word) => word.filter((place) => likely[place]).length >= WORD_SHARE * word.length)
    .flatMap((word) => word.map((place) => row[place]!));
}
