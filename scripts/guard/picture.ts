import { normaliseStrokes } from '../../src/core/normalise';
import type { Stroke } from '../../src/core/strokes';

/** The pad's picture of a drawing: uint8 [784], 255 = ink. Throws for one without any points. */
export function picture(strokes: readonly Stroke[]): Uint8Array {
  const pixels = normaliseStrokes(strokes);
  if (!pixels) throw new Error('Nothing was drawn');
  return pixels;
}
