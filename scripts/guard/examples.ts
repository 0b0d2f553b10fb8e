/** The guard's lessons: drawings of digits, and of as many other things. */
import { guardClass, NO_DIGIT_CLASS } from '../../src/core/guard';
import { PIXEL_COUNT } from '../../src/core/network';
import { Dice } from './dice';
import { picture } from './picture';
import {
  type DigitSource,
  drawDigit,
  drawDigitKind,
  type DrawnDigit,
  drawNonDigit,
} from './training-pictures';

const SEED = 11;
const DIGITS = 60_000;
/** Digits of the kinds that MNIST has few of. */
const EXTRA_DIGITS = 40_000;
/** As many as there are digits. */
const OTHERS = 100_000;
const TELL_EVERY = 20_000;
const PURPOSE = { digits: 1, others: 2, extra: 3 } as const;

export interface Examples {
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [count], the guard's classes. */
  readonly labels: Uint8Array;
  readonly count: number;
}

/** Digits first, then the rest. Takes some minutes. */
export function drawExamples(source: DigitSource, log: (line: string) => void): Examples {
  const count = DIGITS + EXTRA_DIGITS + OTHERS;
  const pixels = new Uint8Array(count * PIXEL_COUNT);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const { strokes, label } = drawExample(source, i);
    pixels.set(picture(strokes), i * PIXEL_COUNT);
    labels[i] = label;
    if (i % TELL_EVERY === 0) log(`${i} of ${count} drawings made`);
  }
  return { pixels, labels, count };
}

function drawExample(source: DigitSource, i: number): DrawnDigit {
  if (i < DIGITS) {
    const digit = drawDigit(source, i % source.count, new Dice(SEED, i, PURPOSE.digits));
    return { ...digit, label: guardClass(digit.label) };
  }
  if (i < DIGITS + EXTRA_DIGITS) {
    const digit = drawDigitKind(new Dice(SEED, i, PURPOSE.extra));
    return { ...digit, label: guardClass(digit.label) };
  }
  return { strokes: drawNonDigit(source, new Dice(SEED, i, PURPOSE.others)), label: NO_DIGIT_CLASS };
}
