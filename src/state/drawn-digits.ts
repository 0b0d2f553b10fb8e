import { groupStrokes } from '../core/group-strokes';
import { normaliseStrokes } from '../core/normalise';
import type { Stroke } from '../core/strokes';

/** One digit of the number on the pad. */
export interface DrawnDigit {
  /** Its strokes, oldest first. The last one grows while the pen is down: copy what is to be kept. */
  readonly strokes: readonly Stroke[];
  /** uint8 [784], 255 = ink: what the network sees. */
  readonly pixels: Uint8Array;
}

/** The digits of a drawing, from left to right. */
export const drawnDigits = (strokes: readonly Stroke[]): DrawnDigit[] =>
  groupStrokes(strokes).flatMap((group) => {
    const pixels = normaliseStrokes(group);
    return pixels ? [{ strokes: group, pixels }] : [];
  });
