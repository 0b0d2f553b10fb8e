import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { normaliseStrokes } from './normalise';
import { randomKey, randomUniform } from './random';
import type { Stroke } from './strokes';

const SIDE = 28;
const line = (...points: readonly (readonly [number, number])[]): Stroke =>
  points.map(([x, y]) => ({ x, y }));
const picture = (...strokes: readonly Stroke[]): Uint8Array => normaliseStrokes(strokes)!;
const rowOf = (pixels: Uint8Array, y: number) => [...pixels.subarray(y * SIDE, (y + 1) * SIDE)];
const columnOf = (pixels: Uint8Array, x: number) => rowsOf(pixels).map((row) => row[x]!);
const rowsOf = (pixels: Uint8Array) => Array.from({ length: SIDE }, (_, y) => rowOf(pixels, y));

function measure(pixels: Uint8Array) {
  const rows = rowsOf(pixels);
  const inkedRows = rows.flatMap((row, y) => (row.some(Boolean) ? [y] : []));
  const inkedColumns = [...Array(SIDE).keys()].filter((x) => rows.some((row) => row[x]! > 0));
  let mass = 0;
  let massX = 0;
  let massY = 0;
  pixels.forEach((ink, i) => {
    mass += ink;
    massX += ink * (i % SIDE);
    massY += ink * Math.floor(i / SIDE);
  });
  return {
    width: inkedColumns.at(-1)! - inkedColumns[0]! + 1,
    height: inkedRows.at(-1)! - inkedRows[0]! + 1,
    centreX: massX / mass,
    centreY: massY / mass,
    mass,
  };
}

const longerSide = ({ width, height }: { width: number; height: number }) => Math.max(width, height);

const moved = (strokes: readonly Stroke[], scale: number, left: number, top: number): Stroke[] =>
  strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x * scale + left, y: y * scale + top })));

function denser(strokes: readonly Stroke[], times: number): Stroke[] {
  return strokes.map((stroke) =>
    stroke.flatMap((point, i) => {
      const next = stroke[Math.min(i + 1, stroke.length - 1)]!;
      const between = (t: number) => ({
        x: point.x + (next.x - point.x) * t,
        y: point.y + (next.y - point.y) * t,
      });
      return Array.from({ length: times }, (_, k) => between(k / times));
    }),
  );
}

const largestDifference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((largest, ink, i) => Math.max(largest, Math.abs(ink - b[i]!)), 0);

/** A crossed seven, in two strokes. */
const SEVEN = [line([0.2, 0.1], [0.8, 0.15], [0.45, 0.9]), line([0.35, 0.55], [0.7, 0.5])];

const scribble = (seed: number): Stroke[] => {
  const key = randomKey(seed);
  const number = (i: number) => randomUniform(key, i);
  const wide = 0.1 + 0.9 * number(0);
  const high = 0.1 + 0.9 * number(1);
  return [0, 1].map((s) =>
    Array.from({ length: 6 }, (_, i) => ({
      x: wide * number(20 * s + 2 * i + 2),
      y: high * number(20 * s + 2 * i + 3),
    })),
  );
};

describe('normaliseStrokes', () => {
  it('has no picture for an empty pad', () => {
    expect(normaliseStrokes([])).toBeUndefined();
    expect(normaliseStrokes([[]])).toBeUndefined();
  });

  it('makes a vertical line 20 pixels high and 2.5 wide, its centre of mass at 14.5', () => {
    // By hand: ink from 8.75 to 11.25 of the 20 px box, moved by 5: a quarter of column 13, all of 14 and 15, a
    // quarter of 16. Their centre of mass is 14.5, the largest that MNIST has.
    const pixels = picture(line([0.5, 0.1], [0.5, 0.9]));
    for (let y = 7; y < 23; y++) {
      expect(rowOf(pixels, y)).toEqual([...Array(13).fill(0), 64, 255, 255, 64, ...Array(11).fill(0)]);
    }
    expect(measure(pixels)).toMatchObject({ width: 4, height: 20, centreX: 14.5, centreY: 14.5 });
  });

  it('makes a square 20 pixels wide and high, with a line of 2.5', () => {
    const pixels = picture(line([0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8], [0.2, 0.2]));
    const across = [...Array(5).fill(0), 255, 255, 128, ...Array(14).fill(0), 128, 255, 255, 0, 0, 0];
    expect(rowOf(pixels, 14)).toEqual(across);
    expect(columnOf(pixels, 14)).toEqual(across);
  });

  it('makes a tap a round dot as wide as the line, wherever it is', () => {
    const dot = measure(picture(line([0.03, 0.97])));
    expect(dot).toMatchObject({ width: 4, height: 4, centreX: 14.5, centreY: 14.5 });
    expect(dot.mass / 255).toBeCloseTo(Math.PI * 1.25 ** 2, 1);
  });

  it('keeps a tap that trembled a dot', () => {
    const trembled = measure(picture(line([0.5, 0.5], [0.503, 0.501], [0.501, 0.504])));
    expect(trembled.width).toBeLessThanOrEqual(7);
    expect(trembled.height).toBeLessThanOrEqual(7);
  });

  it('inks the share of each pixel that a slanted line covers', () => {
    // Independently: points of a 32 x 32 grid in each pixel that lie within 1.25 px of the box's diagonal.
    const pixels = picture(line([0, 0], [1, 1]));
    for (let y = 0; y < 20; y++) {
      for (let x = 0; x < 20; x++) {
        let inside = 0;
        for (let i = 0; i < 1024; i++) {
          const px = x + ((i % 32) + 0.5) / 32;
          const py = y + (Math.floor(i / 32) + 0.5) / 32;
          const along = Math.max(1.25, Math.min(18.75, (px + py) / 2));
          if (Math.hypot(px - along, py - along) <= 1.25) inside += 1;
        }
        expect(Math.abs(pixels[(y + 5) * SIDE + x + 5]! - (inside / 1024) * 255)).toBeLessThan(8);
      }
    }
  });

  it('makes the same picture of a drawing in any corner and of any size', () => {
    const whole = picture(...SEVEN);
    for (const [scale, left, top] of [
      [0.3, 0, 0],
      [0.3, 0.7, 0.01],
      [0.31, 0.02, 0.69],
      [0.29, 0.7, 0.7],
      [0.05, 0.813, 0.377],
    ] as const) {
      expect(picture(...moved(SEVEN, scale, left, top))).toEqual(whole);
    }
  });

  it('makes the same picture however many points the pen reported', () => {
    expect(largestDifference(picture(...denser(SEVEN, 40)), picture(...SEVEN))).toBeLessThanOrEqual(4);
  });

  it('makes every drawing exactly 20 pixels along its longer side and centres its mass', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { width, height, centreX, centreY } = measure(picture(...scribble(seed)));
      expect(Math.max(width, height)).toBe(20);
      for (const centre of [centreX, centreY]) {
        expect(centre).toBeGreaterThan(13.5);
        expect(centre).toBeLessThanOrEqual(14.5);
      }
    }
  });

  it('loses no ink over the edge when the mass is all on one side', () => {
    // A heavy post with a long thin arm: centring the post would push the arm's end out of the picture.
    const post = [0, 0.05, 0.1, 0.15].map((x) => line([x, 0], [x, 1]));
    expect(measure(picture(line([0, 0.5], [1, 0.5]), ...post)).width).toBe(20);
  });

  it('gives the caller a picture of its own', () => {
    const first = picture(...SEVEN);
    const kept = first.slice();
    picture(line([0.5, 0.1], [0.5, 0.9]));
    expect(first).toEqual(kept);
  });
});

const PEN_STROKES = resolve(import.meta.dirname, '../../../shared/pen-strokes/pendigits-dev.json');
const reason = existsSync(PEN_STROKES) ? '' : ' (skipped: the pen-stroke digits are not on this device)';

describe.skipIf(reason !== '')(`on 1,500 digits drawn by 30 people${reason}`, () => {
  interface PenDigit {
    readonly strokes: readonly (readonly (readonly [number, number])[])[];
  }
  const drawings = () =>
    (JSON.parse(readFileSync(PEN_STROKES, 'utf8')) as PenDigit[]).map(({ strokes }) =>
      moved(
        strokes.map((points) => line(...points)),
        1 / 500,
        0,
        0,
      ),
    );
  const pictures = () => drawings().map((strokes) => picture(...strokes));

  it('has the ink and the greys of MNIST', () => {
    // MNIST's own numbers, from its 10,000 test digits: mean ink 33.8; of the inked pixels 61% are neither empty nor
    // full (250 and more), and 10.6% are fainter than 32.
    const all = pictures();
    const inked = all.flatMap((pixels) => [...pixels].filter((ink) => ink > 0));
    const share = (pick: (ink: number) => boolean) => inked.filter(pick).length / inked.length;
    expect(Math.abs(inked.reduce((sum, ink) => sum + ink, 0) / (all.length * 784) - 33.8)).toBeLessThan(1.5);
    expect(Math.abs(share((ink) => ink < 250) - 0.61)).toBeLessThan(0.03);
    expect(Math.abs(share((ink) => ink < 32) - 0.106)).toBeLessThan(0.02);
    for (const pixels of all) expect(Math.max(...pixels)).toBeGreaterThan(250);
  });

  it('puts every digit into a box of 20 pixels', () => {
    const longer = pictures().map((pixels) => longerSide(measure(pixels)));
    expect(new Set(longer)).toEqual(new Set([20]));
  });

  it('makes the same picture of each when it is small and in a corner', () => {
    for (const strokes of drawings()) {
      expect(largestDifference(picture(...moved(strokes, 0.25, 0.72, 0.013)), picture(...strokes))).toBe(0);
    }
  });
});
