/** What the network gets of digits that pens wrote, without a page: the pad's own normalisation, in Node. */
import { PIXEL_COUNT } from '../../src/core/network';
import { normaliseStrokes } from '../../src/core/normalise';
import { placeOnPad, readPenDigits } from '../hands/pen-digits';

export interface PenPictures {
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [count], 0..9. */
  readonly labels: Uint8Array;
  readonly count: number;
}

/** Each digit of the file, at a random size and place. Undefined when there is no file; throws when it holds something else. */
export function loadPenPictures(path: string): PenPictures | undefined {
  const digits = readPenDigits(path);
  if (!digits) return undefined;
  const pixels = new Uint8Array(digits.length * PIXEL_COUNT);
  for (const [i, { strokes }] of digits.entries()) {
    const drawing = placeOnPad(strokes, 0, i).map((stroke) => stroke.map(([x, y]) => ({ x, y })));
    pixels.set(normaliseStrokes(drawing)!, i * PIXEL_COUNT);
  }
  return { pixels, labels: Uint8Array.from(digits, ({ label }) => label), count: digits.length };
}
