import { groupStrokes } from '../core/group-strokes';
import { isMarkBeside } from '../core/marks';
import { normaliseStrokes } from '../core/normalise';
import type { Stroke } from '../core/strokes';
import { numberWidthFactor, widthFactor } from '../core/usual-width';

/** One digit of the number on the pad. */
export interface DrawnDigit {
  /** Its strokes, oldest first. The last one grows while the pen is down: copy what is to be kept. */
  readonly strokes: readonly Stroke[];
  /** uint8 [784], 255 = ink: what the network sees. */
  readonly pixels: Uint8Array;
  /** Whether it is a minus or a decimal point beside digits, whatever a network takes it for. */
  readonly isMark: boolean;
}

/** The digits of a drawing, in the order in which they are read: row by row, from left to right. */
export function drawnDigits(strokes: readonly Stroke[]): DrawnDigit[] {
  const groups = groupStrokes(strokes);
  const marks = groups.map((group) => isMarkBeside(group, groups));
  const factor = numberWidthFactor(groups.filter((_, i) => !marks[i]));
  return groups.flatMap((group, i) => {
    const pixels = normaliseStrokes(group, factor === 1 ? widthFactor(group) : factor);
    return pixels ? [{ strokes: group, pixels, isMark: marks[i]! }] : [];
  });
}
