/**
 * Paints strokes on a canvas as smooth round lines. The line runs through the middles between the reported points, each
 * point bending it (quadratic curves), which hides the corners of the pen's own sampling.
 *
 * A growing stroke is painted by wiping and repainting only the rectangle that its new end lies in. Painting the new end
 * on top of the old would be as quick, but soft edges painted twice turn hard, which shows as a row of beads.
 */
import type { Stroke, StrokePoint } from '../../core/strokes';

/** Width of the line as a share of the pad's side. */
export const LINE_WIDTH = 0.044;
/** The lightest and the hardest press of a pen change the width by this factor; a mouse draws in between. */
const LIGHTEST = 0.75;
const HARDEST = 1.25;

const widthAt = ({ pressure = 0.5 }: StrokePoint): number =>
  LINE_WIDTH * (LIGHTEST + (HARDEST - LIGHTEST) * pressure);

/**
 * CSS colours as a canvas knows them. The paper is painted too: a see-through canvas would leave its ground to the browser,
 * and one that darkens pages puts dark ink on dark paper.
 */
export interface PadColours {
  readonly ink: string;
  readonly paper: string;
}

/** Paints a whole drawing afresh. */
export function paintDrawing(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  { ink, paper }: PadColours,
): void {
  const { canvas } = context;
  context.strokeStyle = ink;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = ink;
  for (const stroke of strokes) paintStroke(context, stroke);
}

/** Brings a painted drawing up to date whose last stroke has new points, the first of them at index `firstNew`. */
export function paintNewEnd(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  firstNew: number,
  { ink, paper }: PadColours,
): void {
  const side = context.canvas.width;
  // The end was a straight piece from the middle before the last point; now that point bends it.
  const changed = strokes.at(-1)?.slice(Math.max(0, firstNew - 2)) ?? [];
  const margin = (LINE_WIDTH * HARDEST * side) / 2 + 2;
  const xs = changed.map(({ x }) => x * side);
  const ys = changed.map(({ y }) => y * side);
  const left = Math.floor(Math.min(...xs) - margin);
  const top = Math.floor(Math.min(...ys) - margin);
  const width = Math.ceil(Math.max(...xs) + margin) - left;
  const height = Math.ceil(Math.max(...ys) + margin) - top;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.fillStyle = paper;
  context.fillRect(left, top, width, height);
  context.fillStyle = ink;
  for (const stroke of strokes) paintStroke(context, stroke);
  context.restore();
}

function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke): void {
  const first = stroke[0];
  if (!first) return;
  const side = context.canvas.width;
  const pressed = stroke.some(({ pressure }) => pressure !== undefined);
  context.lineWidth = widthAt(first) * side;
  context.beginPath();
  if (stroke.length === 1) {
    // Browsers differ on whether a line to itself leaves a dot.
    context.arc(first.x * side, first.y * side, context.lineWidth / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.moveTo(first.x * side, first.y * side);
  for (let i = 1; i < stroke.length; i++) {
    const point = stroke[i]!;
    const next = stroke[i + 1] ?? point;
    const endX = ((point.x + next.x) / 2) * side;
    const endY = ((point.y + next.y) / 2) * side;
    context.quadraticCurveTo(point.x * side, point.y * side, endX, endY);
    if (!pressed) continue;
    // A path has one width, so a line of many widths is many paths.
    context.stroke();
    context.lineWidth = widthAt(next) * side;
    context.beginPath();
    context.moveTo(endX, endY);
  }
  if (!pressed) context.stroke();
}
