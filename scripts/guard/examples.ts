/** The guard's lessons: sheets of digits, and sheets of as many other things. */
import { guardClass, NO_DIGIT_CLASS } from '../../src/core/guard';
import { PIXEL_COUNT } from '../../src/core/network';
import { Dice } from './dice';
import { picture } from './picture';
import { type DigitSource, drawDigit, drawDigitKind, drawNonDigit } from './training-pictures';

const SHEET_COUNT = 4;
const DRAWINGS_PER_SHEET = 25_000;
const SEED = 11;
/** On top of these, digits of the kinds that MNIST has few of. */
const EXTRA_DIGITS = 24_000;
const PURPOSE = { digits: 1, others: 2, extra: 3 } as const;

export interface Examples {
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [count], the guard's classes. */
  readonly labels: Uint8Array;
  readonly count: number;
}

/** Digits first, then the rest, then the extra digits. Takes some minutes. */
export function drawExamples(source: DigitSource, log: (line: string) => void): Examples {
  const half = SHEET_COUNT * DRAWINGS_PER_SHEET;
  const count = 2 * half + EXTRA_DIGITS;
  const pixels = new Uint8Array(count * PIXEL_COUNT);
  const labels = new Uint8Array(count).fill(NO_DIGIT_CLASS, half, 2 * half);
  for (let i = 0; i < half; i++) {
    const [sheet, place] = [Math.floor(i / DRAWINGS_PER_SHEET), i % DRAWINGS_PER_SHEET];
    const digit = drawDigit(source, i % source.count, new Dice(SEED, sheet, place, PURPOSE.digits));
    pixels.set(picture(digit.strokes), i * PIXEL_COUNT);
    labels[i] = guardClass(digit.label);
    const other = drawNonDigit(source, new Dice(SEED, sheet, place, PURPOSE.others));
    pixels.set(picture(other), (half + i) * PIXEL_COUNT);
    if (place === 0) log(`${i} of ${half} digits drawn, and as many other things`);
  }
  addExtraDigits(pixels, labels, 2 * half);
  return { pixels, labels, count };
}

export function addExtraDigits(pixels: Uint8Array, labels: Uint8Array, first: number): void {
  for (let i = 0; i < EXTRA_DIGITS; i++) {
    const digit = drawDigitKind(new Dice(SEED, 0, i, PURPOSE.extra));
    pixels.set(picture(digit.strokes), (first + i) * PIXEL_COUNT);
    labels[first + i] = guardClass(digit.label);
  }
}
