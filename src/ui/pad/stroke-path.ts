import type { Stroke } from '../../core/strokes';

/**
 * A stroke as an SVG path on a square of `side` units, bent as ink-painter.ts bends it: through the middles between the
 * points. A stroke of one point is a line to itself, which round caps make a dot. "" for a stroke without points.
 */
export function pathOf(stroke: Stroke, side: number): string {
  const at = (x: number, y: number): string => `${round(x * side)} ${round(y * side)}`;
  const [first, ...rest] = stroke;
  if (!first) return '';
  const bends = rest.map((point, i) => {
    const next = rest[i + 1] ?? point;
    return `Q${at(point.x, point.y)} ${at((point.x + next.x) / 2, (point.y + next.y) / 2)}`;
  });
  const start = at(first.x, first.y);
  return `M${start}${bends.length > 0 ? bends.join('') : `L${start}`}`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
