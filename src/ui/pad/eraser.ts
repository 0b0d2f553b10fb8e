/** Which strokes an eraser touches: it takes away whole strokes, for a digit is read by its strokes and not by its pixels. */
import type { Stroke, StrokePoint } from '../../core/strokes';

/** How near the eraser's middle must come to a stroke's, as a share of the pad's side: half a line and a fingertip's aim. */
const REACH = 0.035;
/** The eraser's way is looked at in steps of this length, in shares of the pad's side, so that a fast one skips nothing. */
const STEP = 0.01;

/** The strokes that an eraser leaves which moves in a straight line from one place to another. Pad units. */
export function strokesLeft<S extends Stroke>(
  strokes: readonly S[],
  from: StrokePoint,
  to: StrokePoint,
): S[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
  const way = Array.from({ length: steps + 1 }, (_, i) => ({
    x: from.x + ((to.x - from.x) * i) / steps,
    y: from.y + ((to.y - from.y) * i) / steps,
  }));
  return strokes.filter((stroke) => !way.some((place) => isTouched(stroke, place)));
}

function isTouched(stroke: Stroke, { x, y }: StrokePoint): boolean {
  return stroke.some((start, i) => {
    const end = stroke[i + 1] ?? start;
    const dx = end.x - start.x;
    const dy = end.y - start.y;
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : ((x - start.x) * dx + (y - start.y) * dy) / length;
    const t = Math.max(0, Math.min(1, along));
    return Math.hypot(x - start.x - t * dx, y - start.y - t * dy) <= REACH;
  });
}
