/**
 * The rows of a drawing: 12 above 34 is read 12 34. Strokes that share some of their height are in one row; rows have paper
 * between them. A low row is no row but parts of its neighbour, the bar of a 5 or the foot of a 1; and dashes one below the other,
 * with nothing beside them, are a 1 in pieces.
 */
import { type Extent, extentOf, joined } from './extent';
import type { Stroke, StrokePoint } from './strokes';

/** Rows are at least this far apart, as a share of the height of the lower one of the two: less is the waist of an 8. */
const ROW_GAP = 0.1;
/** A row of less than this share of its neighbour's height is a part of it, if it is no further away than this share. */
const PART_HEIGHT = 0.4;
const PART_GAP = 0.4;
/** Strokes below one another are pieces of a 1 when all together are no wider than this share of their height. */
const PIECES_WIDTH = 0.16;
/** Between pieces of a 1 there is at most this share of the height of a piece. */
const PIECES_GAP = 0.7;
/**
 * One stroke below another is the lower half of an 8, up to this share of a half's height, where both together are at least so wide
 * for their height: a digit below another makes a narrower column.
 */
const HALVES_GAP = 0.36;
const HALVES_WIDTH = 0.5;
/** Of a torn stroke the ends are so near each other, as a share of the digit's height: digits below one another are further apart. */
const TORN_GAP = 0.1;
/** Where the tallest stroke has less than this share of its row, digits are made of pieces, and as high as the row. */
const WHOLE = 0.6;

export interface StrokeRow {
  /** In the order of the drawing. */
  readonly strokes: readonly Stroke[];
  /** Of the digits in it, in pad units. */
  readonly height: number;
}

interface Band extends Extent {
  readonly strokes: readonly Stroke[];
  readonly tallest: number;
}

const heightOf = ({ top, bottom }: Extent): number => bottom - top;
const unite = (a: Band, b: Band): Band => ({
  ...joined(a, b),
  strokes: [...a.strokes, ...b.strokes],
  tallest: Math.max(a.tallest, b.tallest),
});

/** Rows from top to bottom. strokes: each with at least one point. */
export function rowsOf(strokes: readonly Stroke[]): StrokeRow[] {
  const lines = strokes
    .map((stroke): Band => {
      const extent = extentOf([stroke]);
      return { ...extent, strokes: [stroke], tallest: heightOf(extent) };
    })
    .slice()
    .sort((a, b) => a.top - b.top);
  const order = new Map(strokes.map((stroke, i) => [stroke, i]));
  return partsJoined(tornJoined(halvesJoined(inPieces(bandsOf(lines))))).map((band) => ({
    strokes: band.strokes.slice().sort((a, b) => order.get(a)! - order.get(b)!),
    height: band.tallest < WHOLE * heightOf(band) ? heightOf(band) : band.tallest,
  }));
}

/** lines: by their tops. */
function bandsOf(lines: readonly Band[]): Band[] {
  const bands: Band[] = [];
  for (const line of lines) {
    const last = bands.at(-1);
    if (last && line.top - last.bottom < ROW_GAP * Math.min(heightOf(last), heightOf(line))) {
      bands[bands.length - 1] = unite(last, line);
    } else bands.push(line);
  }
  return bands;
}

/** All bands as one, where they are the pieces of a 1. */
function inPieces(bands: readonly Band[]): readonly Band[] {
  const [first, ...rest] = bands;
  if (!first || rest.length === 0) return bands;
  const all = rest.reduce(unite, first);
  const isThin = all.right - all.left <= PIECES_WIDTH * heightOf(all);
  const longest = Math.max(...bands.map(heightOf));
  const isNear = rest.every(({ top }, i) => top - bands[i]!.bottom <= PIECES_GAP * longest);
  return isThin && isNear ? [{ ...all, tallest: heightOf(all) }] : bands;
}

/** Two bands as one, where they are the halves of an 8. */
function halvesJoined(bands: readonly Band[]): readonly Band[] {
  const [upper, lower] = bands;
  if (!upper || !lower || bands.some(({ strokes }) => strokes.length > 1) || bands.length > 2) return bands;
  const both = unite(upper, lower);
  const isNear = lower.top - upper.bottom <= HALVES_GAP * Math.min(heightOf(upper), heightOf(lower));
  const isBelow = Math.min(upper.right, lower.right) > Math.max(upper.left, lower.left);
  const isWide = both.right - both.left >= HALVES_WIDTH * heightOf(both);
  return isNear && isBelow && isWide ? [both] : bands;
}

/** Two bands as one, where a stroke that went from the one into the other is torn, and nothing stands beside it. */
function tornJoined(bands: readonly Band[]): readonly Band[] {
  const [upper, lower] = bands;
  if (!upper || !lower || bands.length > 2 || !isColumn(upper) || !isColumn(lower)) return bands;
  const both = unite(upper, lower);
  const nearest = Math.min(
    ...endsOf(upper).flatMap((a) => endsOf(lower).map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
  );
  return nearest <= TORN_GAP * heightOf(both) ? [{ ...both, tallest: heightOf(both) }] : bands;
}

const endsOf = ({ strokes }: Band): StrokePoint[] =>
  strokes.flatMap((stroke) => [stroke[0]!, stroke[stroke.length - 1]!]);

/** Whether there is no paper between its strokes from top to bottom. */
function isColumn({ strokes }: Band): boolean {
  const extents = strokes
    .map((stroke) => extentOf([stroke]))
    .slice()
    .sort((a, b) => a.left - b.left);
  let right = -Infinity;
  return extents.every((extent, i) => {
    const follows = i === 0 || extent.left <= right;
    right = Math.max(right, extent.right);
    return follows;
  });
}

/** Low bands joined to the neighbour that they are parts of. */
function partsJoined(bands: readonly Band[]): readonly Band[] {
  for (const [i, band] of bands.entries()) {
    const gapTo = (other: Band) => Math.max(band.top - other.bottom, other.top - band.bottom);
    const owners = [bands[i - 1], bands[i + 1]].filter(
      (other): other is Band =>
        other !== undefined &&
        heightOf(band) < PART_HEIGHT * heightOf(other) &&
        gapTo(other) <= PART_GAP * heightOf(other),
    );
    const owner = owners.slice().sort((a, b) => gapTo(a) - gapTo(b))[0];
    if (owner)
      return partsJoined(
        bands.flatMap((one) => (one === band ? [] : one === owner ? [unite(one, band)] : [one])),
      );
  }
  return bands;
}
