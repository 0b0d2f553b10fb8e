/** Which way the page is tilted, which digits stand in one row, and in which order they are read. */
import { type Box, heightOf } from './picture';

/** The next digit is at most so many heights to the right, and not steeper than this, as height over width. */
const NEXT_WITHIN = 3;
const STEEPEST = 0.6;
/** With fewer neighbours than this, the digits' own unevenness would be taken for a tilt. */
const LEAST_NEIGHBOURS = 4;
/** Two digits of one row differ in height at most by so many times, and their middles by this share of the higher one. */
const HEIGHTS_DIFFER = 2.2;
const OUT_OF_LINE = 0.55;
/** So many digits to the left tell where a row goes. */
const LOOK_BACK = 3;

const middleX = ({ left, right }: Box): number => (left + right) / 2;
const middleY = ({ top, bottom }: Box): number => (top + bottom) / 2;

/** The angle of the rows in radians, positive where they fall to the right. 0 where too little is known. */
export function tiltOf(boxes: readonly Box[]): number {
  const slopes: number[] = [];
  for (const box of boxes) {
    let best: { readonly slope: number; readonly away: number } | undefined;
    for (const other of boxes) {
      const across = middleX(other) - middleX(box);
      const height = Math.max(heightOf(box), heightOf(other));
      const alike = Math.min(heightOf(box), heightOf(other)) > 0.6 * height;
      if (other === box || !alike || across < 0.2 * height || across > NEXT_WITHIN * height) continue;
      // Feet stand on the line more evenly than middles.
      const down = other.bottom - box.bottom;
      const away = Math.hypot(across, 2 * down);
      if (Math.abs(down) <= STEEPEST * across && (!best || away < best.away))
        best = { slope: down / across, away };
    }
    if (best) slopes.push(best.slope);
  }
  if (slopes.length < LEAST_NEIGHBOURS) return 0;
  slopes.sort((a, b) => a - b);
  return Math.atan(slopes[Math.floor(slopes.length / 2)]!);
}

interface Placed<T> {
  readonly item: T;
  readonly along: number;
  readonly down: number;
  readonly height: number;
}

/** Rows from top to bottom, each from left to right. tilt: as tiltOf says, in radians. */
export function rowsOf<T extends Box>(boxes: readonly T[], tilt: number): T[][] {
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  const placed: Placed<T>[] = boxes.map((item) => ({
    item,
    along: middleX(item) * cos + middleY(item) * sin,
    down: middleY(item) * cos - middleX(item) * sin,
    height: heightOf(item),
  }));
  const rows: Placed<T>[][] = [];
  for (const one of placed.slice().sort((a, b) => a.along - b.along)) {
    let best: Placed<T>[] | undefined;
    let bestAway = Infinity;
    for (const row of rows) {
      const last = row.slice(-LOOK_BACK);
      const down = last.reduce((sum, other) => sum + other.down, 0) / last.length;
      const height = Math.max(...last.map((other) => other.height));
      const away = Math.abs(one.down - down) / Math.max(one.height, height);
      const ratio = Math.max(one.height / height, height / one.height);
      if (ratio <= HEIGHTS_DIFFER && away <= OUT_OF_LINE && away < bestAway) [best, bestAway] = [row, away];
    }
    if (best) best.push(one);
    else rows.push([one]);
  }
  const mean = (row: readonly Placed<T>[]): number =>
    row.reduce((sum, { down }) => sum + down, 0) / row.length;
  return rows.sort((a, b) => mean(a) - mean(b)).map((row) => row.map(({ item }) => item));
}

/** The middle one of the heights in a row. */
export function rowHeight(row: readonly Box[]): number {
  const heights = row.map(heightOf).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}
