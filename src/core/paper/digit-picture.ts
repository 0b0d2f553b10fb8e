/**
 * Makes of a digit on paper the 28 x 28 picture that MNIST would have made: turned upright by the page's tilt, its longer side 20
 * pixels, its centre of mass in the middle, and its strokes as thick as MNIST's, whatever pen it was written with. Strokes are
 * made thicker or thinner by moving their edges, all by the same distance, in a picture four times as large; a stroke that is
 * thinner than the others loses less.
 */
import { centreInPicture } from '../normalise';
import { distancesTo } from './distance';
import type { Ink } from './ink';
import type { Box } from './picture';

const BOX_SIDE = 20;
/** Samples in each direction for a pixel of the box. */
const SAMPLES = 4;
const SIDE = BOX_SIDE * SAMPLES;
/** Room around, in samples: strokes may grow, and a turned digit may stand out. */
const MARGIN = 12;
/** A sample of ink this dark, of the usual darkness, is in the stroke. */
const INSIDE_FROM = 0.45;
/** Thinning leaves each place at least this share of its stroke. */
const LEAST_LEFT = 0.45;

/** One way of making the picture. */
export interface PictureStyle {
  /** Thickness of the strokes in pixels of the picture. */
  readonly thickness: number;
  /** What is added to the page's tilt, in radians. */
  readonly turn: number;
  /** By how much it is made wider. */
  readonly stretch: number;
  /** Shift to the right over the height, as a share of it. */
  readonly shear: number;
}

export const PLAIN_STYLE: PictureStyle = { thickness: 2.5, turn: 0, stretch: 1, shear: 0 };

/** A digit's ink enlarged or reduced to a fixed size, from which all its pictures are made. */
export interface Sampled {
  readonly width: number;
  readonly height: number;
  /** 1 for ink. */
  readonly mask: Uint8Array;
}

/** Darkness at a place, 0..1 of full ink; other parts than the digit's are paper. */
type DarknessAt = (x: number, y: number) => number;

function darknessOf(ink: Ink, labels: Int32Array, own: ReadonlySet<number>, level: number): DarknessAt {
  const { width, height, darkness } = ink;
  const at = (x: number, y: number): number => {
    if (x < 0 || y < 0 || x >= width || y >= height) return 0;
    const index = y * width + x;
    const label = labels[index]!;
    // Around the digit's own pixels is its soft edge; what belongs to another is that one's.
    if (label !== 0 && !own.has(label)) return 0;
    return Math.min(1, darkness[index]! / level);
  };
  return (x, y) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [along, down] = [x - left, y - top];
    const above = at(left, top) * (1 - along) + at(left + 1, top) * along;
    const below = at(left, top + 1) * (1 - along) + at(left + 1, top + 1) * along;
    return above * (1 - down) + below * down;
  };
}

/** The mean darkness of the digit's own pixels that are among its darker half. */
function inkLevel(ink: Ink, labels: Int32Array, own: ReadonlySet<number>, box: Box): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const at = y * ink.width + x;
      if (!own.has(labels[at]!)) continue;
      counts[ink.darkness[at]!]!++;
      total++;
    }
  }
  let passed = 0;
  let sum = 0;
  let seen = 0;
  for (let dark = 255; dark > 0 && passed < total / 2; dark--) {
    passed += counts[dark]!;
    sum += dark * counts[dark]!;
    seen += counts[dark]!;
  }
  return Math.max(1, seen > 0 ? sum / seen : 255);
}

/** The digit turned by the tilt, stretched and sheared, its longer side SIDE samples. Undefined when nothing of it is left. */
function sample(
  ink: Ink,
  labels: Int32Array,
  own: ReadonlySet<number>,
  box: Box,
  tilt: number,
  style: PictureStyle,
): Sampled | undefined {
  const level = inkLevel(ink, labels, own, box);
  const darkAt = darknessOf(ink, labels, own, level);
  const [cos, sin] = [Math.cos(tilt + style.turn), Math.sin(tilt + style.turn)];
  const [midX, midY] = [(box.left + box.right - 1) / 2, (box.top + box.bottom - 1) / 2];
  // The box of the turned and sheared ink, from its outermost pixels.
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      if (!own.has(labels[y * ink.width + x]!)) continue;
      const [dx, dy] = [x - midX, y - midY];
      const v = dy * cos - dx * sin;
      const u = (dx * cos + dy * sin) * style.stretch - style.shear * v;
      left = Math.min(left, u);
      right = Math.max(right, u);
      top = Math.min(top, v);
      bottom = Math.max(bottom, v);
    }
  }
  if (left > right) return undefined;
  const scale = SIDE / Math.max(right - left + 1, bottom - top + 1);
  const width = Math.ceil((right - left + 1) * scale) + 2 * MARGIN;
  const height = Math.ceil((bottom - top + 1) * scale) + 2 * MARGIN;
  const mask = new Uint8Array(width * height);
  // Where a sample stands for several pixels, it is the mean of as many places in it.
  const places = Math.max(1, Math.min(4, Math.ceil(1 / scale)));
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let part = 0; part < places * places; part++) {
        const u = left - 0.5 + (column - MARGIN + ((part % places) + 0.5) / places) / scale;
        const v = top - 0.5 + (row - MARGIN + (Math.floor(part / places) + 0.5) / places) / scale;
        const straight = (u + style.shear * v) / style.stretch;
        sum += darkAt(midX + straight * cos - v * sin, midY + straight * sin + v * cos);
      }
      if (sum >= INSIDE_FROM * places * places) mask[row * width + column] = 1;
    }
  }
  return { width, height, mask };
}

/** How thick the strokes are, in samples: four times the mean distance from ink to paper, as in a bar of even thickness. */
function thicknessOf(inside: Float32Array, mask: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    sum += inside[i]! - 0.5;
    count++;
  }
  return count > 0 ? (4 * sum) / count : 0;
}

/** The greatest distance to paper within a stroke's reach: half of the stroke's own thickness. */
function ridges(inside: Float32Array, width: number, height: number, reach: number): Float32Array {
  const across = new Float32Array(inside.length);
  const both = new Float32Array(inside.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let most = 0;
      for (let near = Math.max(0, x - reach); near <= Math.min(width - 1, x + reach); near++)
        most = Math.max(most, inside[y * width + near]!);
      across[y * width + x] = most;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let most = 0;
      for (let near = Math.max(0, y - reach); near <= Math.min(height - 1, y + reach); near++)
        most = Math.max(most, across[near * width + x]!);
      both[y * width + x] = most;
    }
  }
  return both;
}

/** Share of each sample that is ink when all edges move outwards by `grow` samples (inwards when below 0), 0..1. */
function moveEdges({ width, height, mask }: Sampled, inside: Float32Array, grow: number): Float32Array {
  const outside = distancesTo(mask, width, height, 1);
  const ridge = grow < 0 ? ridges(inside, width, height, Math.ceil(2 - grow)) : undefined;
  return Float32Array.from(mask, (isInk, i) => {
    // Edges lie half-way between samples.
    const depth = isInk ? inside[i]! - 0.5 : 0.5 - outside[i]!;
    const least = ridge ? -(1 - LEAST_LEFT) * Math.max(0, ridge[i]! - 0.5) : 0;
    return Math.max(0, Math.min(1, depth + Math.max(grow, ridge ? least : grow) + 0.5));
  });
}

/** The ink's own box, its longer side made 20 pixels, as uint8 [400], centred along the shorter side. */
function intoBox(shares: Float32Array, width: number, height: number): Uint8Array | undefined {
  let [left, right, top, bottom] = [width, 0, height, 0];
  shares.forEach((share, i) => {
    if (share < 0.5) return;
    left = Math.min(left, i % width);
    right = Math.max(right, (i % width) + 1);
    top = Math.min(top, Math.floor(i / width));
    bottom = Math.max(bottom, Math.floor(i / width) + 1);
  });
  if (left >= right) return undefined;
  const step = Math.max(right - left, bottom - top) / BOX_SIDE;
  const firstX = (left + right) / 2 - (BOX_SIDE / 2) * step;
  const firstY = (top + bottom) / 2 - (BOX_SIDE / 2) * step;
  const box = new Uint8Array(BOX_SIDE * BOX_SIDE);
  for (let y = 0; y < BOX_SIDE; y++) {
    for (let x = 0; x < BOX_SIDE; x++) {
      const [x0, x1] = [Math.max(0, firstX + x * step), Math.min(width, firstX + (x + 1) * step)];
      const [y0, y1] = [Math.max(0, firstY + y * step), Math.min(height, firstY + (y + 1) * step)];
      let sum = 0;
      for (let row = Math.floor(y0); row < y1; row++) {
        const high = Math.min(row + 1, y1) - Math.max(row, y0);
        for (let column = Math.floor(x0); column < x1; column++)
          sum += high * (Math.min(column + 1, x1) - Math.max(column, x0)) * shares[row * width + column]!;
      }
      box[y * BOX_SIDE + x] = Math.round((255 * sum) / (step * step));
    }
  }
  return box;
}

export interface DigitInk {
  readonly box: Box;
  readonly labels: readonly number[];
}

/**
 * The picture of a digit: uint8 [784], 255 = ink. tilt: the page's, in radians. Undefined when it has no ink. thickness: the
 * strokes' as they were found, in pixels of the picture.
 */
export function digitPicture(
  ink: Ink,
  labels: Int32Array,
  digit: DigitInk,
  tilt: number,
  style: PictureStyle = PLAIN_STYLE,
): { readonly pixels: Uint8Array; readonly thickness: number } | undefined {
  const sampled = sample(ink, labels, new Set(digit.labels), digit.box, tilt, style);
  if (!sampled) return undefined;
  const inside = distancesTo(sampled.mask, sampled.width, sampled.height, 0);
  const thickness = thicknessOf(inside, sampled.mask);
  // The path of the pen is as long as the ink less one thickness; with the new one it is to be SIDE long.
  const path = Math.max(1, SIDE - thickness);
  const wanted = style.thickness * SAMPLES;
  const grow = thickness > 0 ? ((wanted * path) / (SIDE - wanted) - thickness) / 2 : 0;
  const shares = moveEdges(sampled, inside, Math.max(-thickness / 2, Math.min(MARGIN - 1, grow)));
  const box = intoBox(shares, sampled.width, sampled.height);
  if (!box || box.every((value) => value === 0)) return undefined;
  return { pixels: centreInPicture(box), thickness: thickness / SAMPLES };
}
