/**
 * The path of the pen, back from a picture of a digit: MNIST's digits as strokes, so that the guard can learn from the hands
 * of hundreds of writers what the pad's own pen would have made of their digits.
 *
 * The picture, enlarged twice, is thinned to lines one pixel wide (T. Y. Zhang and C. Y. Suen, A fast parallel algorithm for
 * thinning digital patterns, CACM 27, 1984). Neighbouring pixels are joined, the steps of the grid smoothed away, and the lines
 * followed from end to end and crossing to crossing.
 */
import type { Stroke } from '../../src/core/strokes';

const SIDE = 28;
const SCALE = 2;
const LARGE = SIDE * SCALE + 2;
const INK_FROM = 110;
const SMOOTHINGS = 3;

/** The eight neighbours, clockwise from the north, as Zhang and Suen number them P2 to P9. */
const RING = [-LARGE, -LARGE + 1, 1, LARGE + 1, LARGE, LARGE - 1, -1, -LARGE - 1];

/** pixels: uint8 [784]. Returns uint8 [58, 58]: 1 where there is ink, with a blank border. */
function enlarge(pixels: Uint8Array): Uint8Array {
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : pixels[y * SIDE + x]!);
  const large = new Uint8Array(LARGE * LARGE);
  for (let row = 0; row < SIDE * SCALE; row++) {
    for (let column = 0; column < SIDE * SCALE; column++) {
      const [x, y] = [(column + 0.5) / SCALE - 0.5, (row + 0.5) / SCALE - 0.5];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - left, y - top];
      const upper = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
      const lower = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
      large[(row + 1) * LARGE + column + 1] = upper * (1 - fy) + lower * fy >= INK_FROM ? 1 : 0;
    }
  }
  return large;
}

/** Whether Zhang and Suen's conditions let the pixel go, in the first or the second of their two passes. */
function isRemovable(ink: Uint8Array, at: number, pass: number): boolean {
  let inked = 0;
  let rises = 0;
  for (let k = 0; k < 8; k++) {
    const value = ink[at + RING[k]!]!;
    inked += value;
    if (value === 0) rises += ink[at + RING[(k + 1) % 8]!]!;
  }
  if (inked < 2 || inked > 6 || rises !== 1) return false;
  const [north, east, south, west] = [0, 2, 4, 6].map((k) => ink[at + RING[k]!]!) as [
    number,
    number,
    number,
    number,
  ];
  return pass === 0
    ? north * east * south + east * south * west === 0
    : north * east * west + north * south * west === 0;
}

/** Leaves of the ink lines one pixel wide. */
function thin(ink: Uint8Array): void {
  let left = [...ink.keys()].filter((i) => ink[i]);
  for (let before = Infinity; left.length < before;) {
    before = left.length;
    for (const pass of [0, 1]) {
      const removed = new Set(left.filter((i) => isRemovable(ink, i, pass)));
      for (const i of removed) ink[i] = 0;
      left = left.filter((i) => !removed.has(i));
    }
  }
}

/** Every line from one end or crossing to the next, as the pixels on it; closed lines end where they began. */
function follow(neighbours: ReadonlyMap<number, readonly number[]>): number[][] {
  const left = new Map([...neighbours].map(([i, joined]) => [i, new Set(joined)]));
  const lineFrom = (start: number): number[] => {
    const line = [start];
    for (let at = start; ;) {
      const [next] = left.get(at)!;
      if (next === undefined) return line;
      left.get(at)!.delete(next);
      left.get(next)!.delete(at);
      line.push(next);
      at = next;
      if (neighbours.get(at)!.length !== 2) return line;
    }
  };
  const lines = [...neighbours].filter(([, joined]) => joined.length === 0).map(([i]) => [i]);
  const [nodes, others] = [true, false].map((wanted) =>
    [...neighbours.keys()].filter((i) => (neighbours.get(i)!.length !== 2) === wanted),
  ) as [number[], number[]];
  for (const i of [...nodes, ...others]) while (left.get(i)!.size > 0) lines.push(lineFrom(i));
  return lines;
}

/** The digit's lines, in 0..1 of the picture. pixels: uint8 [784], row-major, 255 = ink. */
export function strokesOfPicture(pixels: Uint8Array): Stroke[] {
  const ink = enlarge(pixels);
  thin(ink);
  const neighbours = new Map<number, number[]>();
  for (let i = 0; i < ink.length; i++) {
    if (!ink[i]) continue;
    // A diagonal counts only where there is no way around the corner.
    const joined = RING.filter((step, k) => {
      if (!ink[i + step]) return false;
      return k % 2 === 0 || !(ink[i + RING[k - 1]!] || ink[i + RING[(k + 1) % 8]!]);
    });
    neighbours.set(
      i,
      joined.map((step) => i + step),
    );
  }
  let places = new Map(
    [...neighbours.keys()].map((i) => [i, { x: (i % LARGE) / LARGE, y: Math.floor(i / LARGE) / LARGE }]),
  );
  for (let pass = 0; pass < SMOOTHINGS; pass++) {
    places = new Map(
      [...places].map(([i, { x, y }]) => {
        const around = neighbours.get(i)!.map((j) => places.get(j)!);
        if (around.length < 2) return [i, { x, y }];
        const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
        return [i, { x: (x + mean(around.map((p) => p.x))) / 2, y: (y + mean(around.map((p) => p.y))) / 2 }];
      }),
    );
  }
  return follow(neighbours).map((line) => line.map((i) => places.get(i)!));
}
