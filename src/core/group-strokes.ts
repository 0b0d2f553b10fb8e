/**
 * Tells the digits of a number apart: which strokes of a drawing belong to the same digit.
 *
 * Strokes that touch, or nearly do, are one digit; a stroke above, below or inside another, too: the bar of a 5, the cross
 * of a 7. What is beside another with a clear gap is another digit. The gap is measured between the lines themselves, not
 * between the boxes around them: in slanted writing the boxes of neighbours overlap although there is paper between them.
 * All distances are in heights of the digits, so that the size of the drawing does not matter.
 */
import type { Stroke, StrokePoint } from './strokes';

/** Lines nearer to each other than this share of the digits' height belong together. */
const JOIN_WITHIN = 0.12;
/** Likewise where one of the two is too short to be a digit by itself: a bar, a flag, a dot. */
const JOIN_SHORT_WITHIN = 0.4;
/** Groups of less than this share of the height are short. */
const SHORT = 0.5;
/** A stroke that shares at least this part of its width with another, and is not beside it, is above, below or inside. */
const STACKED_FROM = 0.5;
/** How much nearer a stroke above, below or inside another counts. */
const STACKED_WEIGHT = 0.2;
/** Points per line that are looked at: enough for a gap's width, few enough to be quick at every move of the pen. */
const POINTS_PER_LINE = 24;
/** Drawings smaller than this, in pad units, are measured as if they were as large. */
const SMALLEST_HEIGHT = 0.02;

interface Line {
  readonly points: readonly StrokePoint[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Join {
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

/**
 * The strokes of each digit, digits from left to right, the strokes of each as old as they are in the drawing. Strokes
 * without points are left out.
 */
export function groupStrokes(strokes: readonly Stroke[]): Stroke[][] {
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  const lines = drawn.map(lineOf);
  const height = Math.max(SMALLEST_HEIGHT, ...lines.map(({ top, bottom }) => bottom - top));
  const groups = lines.map((line, index) => ({ ...line, members: [index] }));
  const groupOf = lines.map((_, index) => index);
  for (const { a, b, distance } of joins(lines, height)) {
    const into = groups[groupOf[a]!]!;
    const from = groups[groupOf[b]!]!;
    if (into === from) continue;
    const isShort = [into, from].some(({ top, bottom }) => bottom - top < SHORT * height);
    if (distance > (isShort ? JOIN_SHORT_WITHIN : JOIN_WITHIN)) continue;
    for (const member of from.members) groupOf[member] = groupOf[a]!;
    groups[groupOf[a]!] = {
      ...into,
      left: Math.min(into.left, from.left),
      right: Math.max(into.right, from.right),
      top: Math.min(into.top, from.top),
      bottom: Math.max(into.bottom, from.bottom),
      members: [...into.members, ...from.members],
    };
  }
  return [...new Set(groupOf)]
    .map((index) => groups[index]!)
    .slice()
    .sort((a, b) => a.left + a.right - b.left - b.right)
    .map(({ members }) =>
      members
        .slice()
        .sort((a, b) => a - b)
        .map((member) => drawn[member]!),
    );
}

function lineOf(stroke: Stroke): Line {
  const every = Math.max(1, Math.ceil((stroke.length - 1) / (POINTS_PER_LINE - 1)));
  const xs = stroke.map(({ x }) => x);
  const ys = stroke.map(({ y }) => y);
  return {
    points: stroke.filter((_, i) => i % every === 0 || i === stroke.length - 1),
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

/** Every pair of lines that may belong together, the nearest first. */
function joins(lines: readonly Line[], height: number): Join[] {
  const found: Join[] = [];
  for (const [a, line] of lines.entries()) {
    for (let b = a + 1; b < lines.length; b++) {
      const other = lines[b]!;
      if (boxDistance(line, other) > JOIN_SHORT_WITHIN * height) continue;
      found.push({ a, b, distance: distanceBetween(line, other) / height });
    }
  }
  return found.slice().sort((one, other) => one.distance - other.distance);
}

function boxDistance(a: Line, b: Line): number {
  const across = Math.max(0, a.left - b.right, b.left - a.right);
  const down = Math.max(0, a.top - b.bottom, b.top - a.bottom);
  return Math.max(across, down);
}

/** How far two lines are from each other; what is above, below or inside the other counts as nearer. */
function distanceBetween(a: Line, b: Line): number {
  const near: Approach = { squared: Infinity, least: Infinity, most: -Infinity };
  approach(near, a, b, 1);
  approach(near, b, a, -1);
  const isBeside = near.least <= near.most && (near.least > 0 || near.most < 0);
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const narrower = Math.min(a.right - a.left, b.right - b.left);
  const isStacked = !isBeside && shared >= STACKED_FROM * narrower;
  return Math.sqrt(near.squared) * (isStacked ? STACKED_WEIGHT : 1);
}

/** What is known of the paper between two lines. */
interface Approach {
  /** Smallest distance, squared. */
  squared: number;
  /** How far one is to the right of the other, over all places of the same height: least and most. */
  least: number;
  most: number;
}

/** Holds every point of one line against every piece of the other. sign: -1 when the lines have changed places. */
function approach(near: Approach, { points }: Line, other: Line, sign: number): void {
  for (const { x, y } of points) {
    for (let i = 0; i < other.points.length; i++) {
      const start = other.points[i]!;
      const end = other.points[i + 1] ?? start;
      const dx = end.x - start.x;
      const dy = end.y - start.y;
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : ((x - start.x) * dx + (y - start.y) * dy) / length;
      const t = Math.max(0, Math.min(1, along));
      const awayX = x - start.x - t * dx;
      const awayY = y - start.y - t * dy;
      near.squared = Math.min(near.squared, awayX * awayX + awayY * awayY);
      if (dy === 0 || (y - start.y) * (y - end.y) > 0) continue;
      const toTheRight = sign * (x - start.x - (dx * (y - start.y)) / dy);
      near.least = Math.min(near.least, toTheRight);
      near.most = Math.max(near.most, toTheRight);
    }
  }
}
