/**
 * Tells the digits of a drawing apart: which strokes belong to the same digit, and in which order the digits are read.
 *
 * Rows come first (stroke-rows.ts). In a row, strokes that touch, or nearly do, are one digit; a stroke above, below or inside
 * another, too: the bar of a 5, the cross of a 7. What is beside another with a clear gap is another digit. The gap is measured
 * between the lines themselves, not between the boxes around them: in slanted writing the boxes of neighbours overlap although
 * there is paper between them. What is nearly as high as the row by itself and stands beside another such is a digit of its own,
 * even where the two touch; but two that bend around the same paper are the halves of a 0.
 * All distances are in heights of the digits, so that the size of the drawing does not matter.
 */
import { type Extent, joined } from './extent';
import { isMark } from './marks';
import { rowsOf } from './stroke-rows';
import type { Stroke, StrokePoint } from './strokes';

/** Lines nearer to each other than this share of the digits' height belong together. */
const JOIN_WITHIN = 0.12;
/** Likewise where one of the two is too short to be a digit by itself: a bar, a flag, a dot. */
const JOIN_SHORT_WITHIN = 0.4;
/** Groups of less than this share of the height are short, of more than the other a digit's whole height. */
const SHORT = 0.5;
const TALL = 0.8;
/** A group stands beside another whose middle lies in the outer part of it, or further out. */
const OUTER_PART = 0.15;
/** Neighbours share this part of the height of the lower one; the two parts of a 4 do not. */
const LEVEL = 0.75;
/** The halves of a 0: how near their ends are, and how much further the paper between them is wide. */
const HALVES_ENDS = 0.3;
const HALVES_BULGE = 0.15;
/** A stroke that shares at least this part of its width with another, and is not beside it, is above, below or inside. */
const STACKED_FROM = 0.5;
/** How much nearer a stroke above, below or inside another counts. */
const STACKED_WEIGHT = 0.2;
/** Points per line that are looked at: enough for a gap's width, few enough to be quick at every move of the pen. */
const POINTS_PER_LINE = 24;
/** Lines so near touch: not even a mark would be set so near a digit. */
const TOUCHES = 0.03;
/** Drawings smaller than this, in pad units, are measured as if they were as large. */
const SMALLEST_HEIGHT = 0.02;

interface Line extends Extent {
  readonly points: readonly StrokePoint[];
}

interface Join {
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

/**
 * The strokes of each digit, digits row by row and from left to right, the strokes of each as old as they are in the drawing.
 * Strokes without points are left out. Decimal points and minus signs are groups of their own.
 */
export function groupStrokes(strokes: readonly Stroke[]): Stroke[][] {
  return rowsOf(strokes.filter((stroke) => stroke.length > 0)).flatMap(({ strokes: row, height }) =>
    groupRow(row, Math.max(SMALLEST_HEIGHT, height)),
  );
}

interface Group extends Extent {
  readonly members: readonly number[];
}

/** The digits of one row, `height` high. */
function groupRow(drawn: readonly Stroke[], height: number): Stroke[][] {
  const lines = drawn.map(lineOf);
  const groups: Group[] = lines.map((line, index) => ({ ...line, members: [index] }));
  const groupOf = lines.map((_, index) => index);
  for (const { a, b, distance } of joins(lines, height)) {
    const into = groups[groupOf[a]!]!;
    const from = groups[groupOf[b]!]!;
    if (into === from || !belong(into, from, lines[a]!, lines[b]!, distance, height)) continue;
    for (const member of from.members) groupOf[member] = groupOf[a]!;
    groups[groupOf[a]!] = { ...joined(into, from), members: [...into.members, ...from.members] };
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

const heightOf = ({ top, bottom }: Extent): number => bottom - top;

/** Whether two groups are one digit whose lines a and b are so far apart. */
function belong(one: Group, other: Group, a: Line, b: Line, distance: number, height: number): boolean {
  const [low, high] = heightOf(one) < heightOf(other) ? [one, other] : [other, one];
  if (areHalves(a, b, height)) return true;
  if (heightOf(low) >= TALL * height) return distance <= JOIN_WITHIN && !areBeside(one, other);
  if (heightOf(high) >= TALL * height && isMark(low, high) && distance > TOUCHES) return false;
  return distance <= (heightOf(low) < SHORT * height ? JOIN_SHORT_WITHIN : JOIN_WITHIN);
}

function areBeside(a: Extent, b: Extent): boolean {
  const [narrow, wide] = a.right - a.left < b.right - b.left ? [a, b] : [b, a];
  const middle = (narrow.left + narrow.right) / 2;
  const margin = OUTER_PART * (wide.right - wide.left);
  const level = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (level < LEVEL * Math.min(heightOf(a), heightOf(b))) return false;
  return middle < wide.left + margin || middle > wide.right - margin;
}

/** Whether two tall lines are near at both ends and further apart between them: ( and ). */
function areHalves(a: Line, b: Line, height: number): boolean {
  if (heightOf(a) < TALL * height || heightOf(b) < TALL * height) return false;
  const ends = (line: Line) => {
    const [start, end] = [line.points[0]!, line.points.at(-1)!];
    return start.y < end.y ? ([start, end] as const) : ([end, start] as const);
  };
  const [left, right] = a.left + a.right < b.left + b.right ? [a, b] : [b, a];
  const [[topA, footA], [topB, footB]] = [ends(left), ends(right)];
  const apart = Math.max(
    Math.hypot(topB.x - topA.x, topB.y - topA.y),
    Math.hypot(footB.x - footA.x, footB.y - footA.y),
  );
  const bulge = Math.min(Math.min(topA.x, footA.x) - left.left, right.right - Math.max(topB.x, footB.x));
  return apart <= HALVES_ENDS * height && bulge >= HALVES_BULGE * height;
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
