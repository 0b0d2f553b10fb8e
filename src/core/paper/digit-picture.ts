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

export interface DigitInk {
  readonly box: Box;
  readonly labels: readonly number[];
}

/** A digit cut out of the picture: its darkness, 0..1 of its full ink, with a rim of paper; what is another's is paper. */
interface Cutout {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
  /** 1 for the digit's own pixels. */
  readonly own: Uint8Array;
}

/** Room around the digit for its soft edge. */
const RIM = 2;

function cutOut(ink: Ink, labels: Int32Array, { box, labels: numbers }: DigitInk): Cutout {
  const numbersOfIt = new Set(numbers);
  const level = inkLevel(ink, labels, numbersOfIt, box);
  const [left, top] = [box.left - RIM, box.top - RIM];
  const [width, height] = [box.right - box.left + 2 * RIM, box.bottom - box.top + 2 * RIM];
  const values = new Float32Array(width * height);
  const own = new Uint8Array(width * height);
  for (let y = Math.max(0, top); y < Math.min(ink.height, top + height); y++) {
    for (let x = Math.max(0, left); x < Math.min(ink.width, left + width); x++) {
      const from = y * ink.width + x;
      const to = (y - top) * width + x - left;
      const label = labels[from]!;
      if (label !== 0) {
        if (!numbersOfIt.has(label)) continue;
        own[to] = 1;
      }
      values[to] = Math.min(1, ink.darkness[from]! / level);
    }
  }
  return { left, top, width, height, values, own };
}

/** Between pixels the darkness changes evenly; outside it is paper. */
function darknessAt({ width, height, values }: Cutout, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < 0 || row < 0 || column >= width - 1 || row >= height - 1) return 0;
  const along = x - column;
  const down = y - row;
  const at = row * width + column;
  const above = values[at]! * (1 - along) + values[at + 1]! * along;
  const below = values[at + width]! * (1 - along) + values[at + width + 1]! * along;
  return above * (1 - down) + below * down;
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
function sample(cutout: Cutout, tilt: number, style: PictureStyle): Sampled | undefined {
  const cos = Math.cos(tilt + style.turn);
  const sin = Math.sin(tilt + style.turn);
  const midX = (cutout.width - 1) / 2;
  const midY = (cutout.height - 1) / 2;
  // The box of the turned and sheared ink, from its outermost pixels.
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let y = 0; y < cutout.height; y++) {
    for (let x = 0; x < cutout.width; x++) {
      if (cutout.own[y * cutout.width + x] === 0) continue;
      const v = (y - midY) * cos - (x - midX) * sin;
      const u = ((x - midX) * cos + (y - midY) * sin) * style.stretch - style.shear * v;
      if (u < left) left = u;
      if (u > right) right = u;
      if (v < top) top = v;
      if (v > bottom) bottom = v;
    }
  }
  if (left > right) return undefined;
  const scale = SIDE / Math.max(right - left + 1, bottom - top + 1);
  const width = Math.ceil((right - left + 1) * scale) + 2 * MARGIN;
  const height = Math.ceil((bottom - top + 1) * scale) + 2 * MARGIN;
  const mask = new Uint8Array(width * height);
  // Where a sample stands for several pixels, it is the mean of as many places in it.
  const places = Math.max(1, Math.min(3, Math.round(1 / scale)));
  const limit = INSIDE_FROM * places * places;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let down = 0; down < places; down++) {
        const v = top - 0.5 + (row - MARGIN + (down + 0.5) / places) / scale;
        for (let along = 0; along < places; along++) {
          const u = left - 0.5 + (column - MARGIN + (along + 0.5) / places) / scale;
          const straight = (u + style.shear * v) / style.stretch;
          sum += darknessAt(cutout, midX + straight * cos - v * sin, midY + straight * sin + v * cos);
        }
      }
      if (sum >= limit) mask[row * width + column] = 1;
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
  const shares = new Float32Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    // Edges lie half-way between samples.
    const depth = mask[i] === 1 ? inside[i]! - 0.5 : 0.5 - outside[i]!;
    const least = ridge ? -(1 - LEAST_LEFT) * Math.max(0, ridge[i]! - 0.5) : grow;
    const share = depth + Math.max(grow, least) + 0.5;
    shares[i] = share < 0 ? 0 : share > 1 ? 1 : share;
  }
  return shares;
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

/**
 * The pictures of a digit, one in each style: uint8 [784] each, 255 = ink. tilt: the page's, in radians. None when there is no ink.
 */
export function digitPictures(
  ink: Ink,
  labels: Int32Array,
  digit: DigitInk,
  tilt: number,
  styles: readonly PictureStyle[] = [PLAIN_STYLE],
): Uint8Array[] {
  const cutout = cutOut(ink, labels, digit);
  const pictures: Uint8Array[] = [];
  for (const style of styles) {
    const sampled = sample(cutout, tilt, style);
    const box = sampled && inked(sampled, style.thickness);
    if (!box) return [];
    pictures.push(centreInPicture(box));
  }
  return pictures;
}

/** The digit with strokes of this thickness, in pixels of the picture, in its box: uint8 [400]. */
function inked(sampled: Sampled, wantedThickness: number): Uint8Array | undefined {
  const inside = distancesTo(sampled.mask, sampled.width, sampled.height, 0);
  const thickness = thicknessOf(inside, sampled.mask);
  // The path of the pen is as long as the ink less one thickness; with the new one it is to be SIDE long.
  const path = Math.max(1, SIDE - thickness);
  const wanted = wantedThickness * SAMPLES;
  const grow = thickness > 0 ? ((wanted * path) / (SIDE - wanted) - thickness) / 2 : 0;
  const shares = moveEdges(sampled, inside, Math.max(-thickness / 2, Math.min(MARGIN - 1, grow)));
  const box = intoBox(shares, sampled.width, sampled.height);
  return box?.some((value) => value > 0) === true ? box : undefined;
}
