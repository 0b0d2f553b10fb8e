/**
 * Takes ruled and squared paper's lines away and leaves the ink that crosses them. A line is found in one direction as level runs
 * of ink, long against their thickness, that follow each other across the page, with short gaps where writing crosses. Along it,
 * what is no higher than the line is thick is taken away; where ink crosses it, more is dark than the line, and that stays.
 * Upright lines are found in the picture turned on its side.
 */
import { DisjointSets } from './disjoint-sets';

/** A level run is so many times as long as it is thick, and so many pixels at least. */
const RUN_TIMES = 4;
const LEAST_RUN = 8;
/** Lines are longer than this share of the picture, and than so many times their thickness. */
const LEAST_SHARE = 0.3;
const LENGTH_TIMES = 30;
/** This share of a line's length must be seen, and between two runs no more than this share of the picture may be missing. */
const SEEN_SHARE = 0.65;
const LONGEST_GAP = 0.03;
/** Thickest line: as a share of the shorter side, and no less than this in pixels. */
const THICKEST = 1 / 100;
const LEAST_THICKEST = 6;
/** What is higher than this many times a line, and one pixel, crosses it. */
const CROSSES_FROM = 1.7;
/** A line goes on as steeply as over its last so many pixels, and follows what is seen of it by this share at every pixel. */
const SLOPE_OVER = 60;
const FOLLOWS = 0.25;
/** From so many lines on shorter pieces are looked for: how long, how thick against the lines, how much steeper or less so. */
const REST_FROM = 2;
const REST_SHARE = 0.04;
const REST_TIMES = 8;
const REST_THICKNESS = 1.25;
const REST_SLOPE = 0.04;
/** Pictures with a shorter side than this have no ruled lines: a 1 would be one. */
const LEAST_SIDE = 64;

interface Run {
  readonly y: number;
  readonly left: number;
  /** Beyond the last pixel. */
  readonly right: number;
  /** Mean number of inked pixels above each other along it. */
  readonly thickness: number;
}

/** For every inked pixel the number of inked pixels in a row above and below it, itself included, at most 255. */
function thicknessOf(mask: Uint8Array, width: number, height: number): Uint8Array {
  const thickness = new Uint8Array(mask.length);
  const since = new Int32Array(width).fill(-1);
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x < width; x++) {
      const isInk = y < height && mask[y * width + x] === 1;
      if (isInk) {
        if (since[x]! < 0) since[x] = y;
      } else if (since[x]! >= 0) {
        const run = Math.min(255, y - since[x]!);
        for (let row = since[x]!; row < y; row++) thickness[row * width + x] = run;
        since[x] = -1;
      }
    }
  }
  return thickness;
}

/** Level runs of ink that is nowhere thicker than `thickest`, row by row and from left to right. */
function levelRuns(thickness: Uint8Array, width: number, height: number, thickest: number): Run[] {
  const runs: Run[] = [];
  for (let y = 0; y < height; y++) {
    let left = -1;
    let sum = 0;
    for (let x = 0; x <= width; x++) {
      const thick = x < width ? thickness[y * width + x]! : 0;
      if (thick > 0 && thick <= thickest) {
        if (left < 0) [left, sum] = [x, 0];
        sum += thick;
      } else if (left >= 0) {
        const length = x - left;
        if (length >= LEAST_RUN && length * length >= RUN_TIMES * sum)
          runs.push({ y, left, right: x, thickness: sum / length });
        left = -1;
      }
    }
  }
  return runs;
}

/** Runs that follow each other, as lists. */
function chains(runs: readonly Run[], longestGap: number): Run[][] {
  const sets = new DisjointSets(runs.length);
  const firstOfRow: number[] = [];
  runs.forEach(({ y }, index) => (firstOfRow[y] ??= index));
  runs.forEach((run, index) => {
    // In its own row a gap may be long, in the next two only as long as a step of a crooked line.
    for (let down = 0; down <= 2; down++) {
      for (let other = down === 0 ? index + 1 : (firstOfRow[run.y + down] ?? runs.length); ; other++) {
        const next = runs[other];
        if (!next || next.y !== run.y + down || next.left > run.right + longestGap) break;
        if (next.right >= run.left - longestGap) sets.join(index, other);
      }
    }
  });
  const byRoot = new Map<number, Run[]>();
  runs.forEach((run, index) => {
    const root = sets.find(index);
    const chain = byRoot.get(root);
    if (chain) chain.push(run);
    else byRoot.set(root, [run]);
  });
  return [...byRoot.values()];
}

interface Track {
  readonly left: number;
  readonly thickness: number;
  /** Where the line's middle is at left, left + 1, … */
  readonly middles: Float32Array;
}

/** The chain's way across the picture; undefined when it is no ruled line. */
function trackOf(chain: readonly Run[], leastLength: number, timesThickness: number): Track | undefined {
  let left = Infinity;
  let right = 0;
  for (const run of chain) {
    left = Math.min(left, run.left);
    right = Math.max(right, run.right);
  }
  const length = right - left;
  const inked = chain.reduce((sum, run) => sum + run.right - run.left, 0);
  const thickness =
    chain.reduce((sum, run) => sum + run.thickness * (run.right - run.left), 0) / Math.max(1, inked);
  if (length < leastLength || length < timesThickness * thickness) return undefined;
  const sums = new Float32Array(length);
  const counts = new Uint16Array(length);
  for (const run of chain) {
    for (let x = run.left - left; x < run.right - left; x++) {
      sums[x] = sums[x]! + run.y;
      counts[x] = counts[x]! + 1;
    }
  }
  const seen = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  // Much more than one line's thickness in a column: hatching, or a page of print.
  if (seen < SEEN_SHARE * length || inked > seen * (1.6 * thickness + 1.5)) return undefined;
  const middles = new Float32Array(length);
  let known = -1;
  for (let x = 0; x < length; x++) {
    if (counts[x] === 0) continue;
    const here = sums[x]! / counts[x]!;
    const before = known < 0 ? here : middles[known]!;
    for (let between = known + 1; between <= x; between++)
      middles[between] = before + ((here - before) * (between - known)) / (x - known);
    known = x;
  }
  return { left, thickness, middles: middles.subarray(0, known + 1) };
}

/** Takes the line away where it is seen, and goes on to both sides as long as there is more of it. */
function removeTrack(
  mask: Uint8Array,
  thickness: Uint8Array,
  width: number,
  height: number,
  { left, middles, thickness: thick }: Track,
  longestGap: number,
): void {
  const most = Math.round(CROSSES_FROM * thick + 1);
  const reach = Math.ceil(thick / 2) + 1;
  /** The middle of what is the line's at x, near this place; undefined where nothing is. */
  const remove = (x: number, middle: number): number | undefined => {
    let [sum, count] = [0, 0];
    const nearest = Math.round(middle);
    for (let y = Math.max(0, nearest - reach); y <= Math.min(height - 1, nearest + reach); y++) {
      const at = y * width + x;
      if (thickness[at] === 0 || thickness[at]! > most) continue;
      mask[at] = 0;
      sum += y;
      count++;
    }
    return count > 0 ? sum / count : undefined;
  };
  middles.forEach((middle, index) => remove(left + index, middle));
  for (const side of [1, -1] as const) {
    const end = side === 1 ? middles.length - 1 : 0;
    const back = Math.min(middles.length - 1, SLOPE_OVER);
    const slope = (middles[end]! - middles[end - side * back]!) / Math.max(1, back);
    let middle = middles[end]!;
    for (let x = left + end + side, missed = 0; x >= 0 && x < width && missed <= longestGap; x += side) {
      middle += slope;
      const seen = remove(x, middle);
      missed = seen === undefined ? missed + 1 : 0;
      if (seen !== undefined) middle += (seen - middle) * FOLLOWS;
    }
  }
}

const slopeOf = ({ middles }: Track): number =>
  (middles[middles.length - 1]! - middles[0]!) / Math.max(1, middles.length - 1);

const middleOne = (values: readonly number[]): number =>
  values.slice().sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Removes level lines from a mask, uint8 [height * width], in place. Returns how many there were. */
function removeLevelLines(mask: Uint8Array, width: number, height: number): number {
  const thickest = Math.max(LEAST_THICKEST, Math.round(Math.min(width, height) * THICKEST));
  const longestGap = Math.round(6 + LONGEST_GAP * width);
  const remove = (pick: (chain: readonly Run[]) => Track | undefined): Track[] => {
    const thickness = thicknessOf(mask, width, height);
    const tracks = chains(levelRuns(thickness, width, height, thickest), longestGap).flatMap(
      (chain) => pick(chain) ?? [],
    );
    for (const track of tracks) removeTrack(mask, thickness, width, height, track, longestGap);
    return tracks;
  };
  const lines = remove((chain) => trackOf(chain, LEAST_SHARE * width, LENGTH_TIMES));
  if (lines.length < REST_FROM) return lines.length;
  // Where there is ruling, shorter pieces as thick and as level as the lines are the rest of one that writing interrupts.
  const slope = middleOne(lines.map(slopeOf));
  const thick = middleOne(lines.map((line) => line.thickness));
  remove((chain) => {
    const track = trackOf(chain, REST_SHARE * width, REST_TIMES);
    return track && track.thickness <= REST_THICKNESS * thick && Math.abs(slopeOf(track) - slope) < REST_SLOPE
      ? track
      : undefined;
  });
  return lines.length;
}

function turned(mask: Uint8Array, width: number, height: number): Uint8Array {
  const side = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) side[x * height + y] = mask[y * width + x]!;
  }
  return side;
}

/** The mask without ruled lines, level or upright, as a new one, and how many there were. */
export function withoutRuledLines(
  mask: Uint8Array,
  width: number,
  height: number,
): { readonly mask: Uint8Array; readonly lines: number } {
  if (Math.min(width, height) < LEAST_SIDE) return { mask, lines: 0 };
  const level = mask.slice();
  const levelLines = removeLevelLines(level, width, height);
  const upright = turned(level, width, height);
  const uprightLines = removeLevelLines(upright, height, width);
  return {
    mask: uprightLines > 0 ? turned(upright, height, width) : level,
    lines: levelLines + uprightLines,
  };
}
