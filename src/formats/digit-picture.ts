/**
 * A picture of a single digit, of any size, as the page's networks want it: 28 x 28 bytes, 255 for ink. One of that size is
 * taken as it is; another is made to fit by averaging areas, its proportions kept. Dark ink on light paper is turned over.
 */
import { PIXEL_COUNT } from '../core/network';

const SIDE = 28;
/** Brightness of paper, 0..255, from which on the picture counts as dark ink on light paper. */
const LIGHT = 127;

/** grey: uint8 [height, width], 255 = white. Returns fresh uint8 [784]. */
export function digitPicture(grey: Uint8Array, width: number, height: number): Uint8Array {
  const isPaperLight = borderMean(grey, width, height) > LIGHT;
  const pixels =
    width === SIDE && height === SIDE ? grey.slice() : fitted(grey, width, height, isPaperLight ? 255 : 0);
  return isPaperLight ? pixels.map((value) => 255 - value) : pixels;
}

/** rgba: uint8 [n, 4]. What is transparent is taken for paper: white, or black under light ink. Returns uint8 [n]. */
export function greyOf(rgba: Uint8Array | Uint8ClampedArray): Uint8Array {
  const count = rgba.length / 4;
  const brightness = (i: number): number =>
    0.299 * rgba[i * 4]! + 0.587 * rgba[i * 4 + 1]! + 0.114 * rgba[i * 4 + 2]!;
  let ink = 0;
  let inkBrightness = 0;
  for (let i = 0; i < count; i++) {
    ink += rgba[i * 4 + 3]!;
    inkBrightness += rgba[i * 4 + 3]! * brightness(i);
  }
  const hasPaper = ink < 255 * count;
  const paper = hasPaper && inkBrightness > LIGHT * ink ? 0 : 255;
  return Uint8Array.from({ length: count }, (_, i) => {
    const share = rgba[i * 4 + 3]! / 255;
    return Math.round(share * brightness(i) + (1 - share) * paper);
  });
}

function borderMean(grey: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let count = 0;
  const add = (x: number, y: number): void => {
    sum += grey[y * width + x]!;
    count++;
  };
  for (let x = 0; x < width; x++) {
    add(x, 0);
    add(x, height - 1);
  }
  for (let y = 0; y < height; y++) {
    add(0, y);
    add(width - 1, y);
  }
  return sum / count;
}

/** How much of old pixel i a new one that reaches from `from` to `to` covers. */
const overlap = (i: number, from: number, to: number): number =>
  Math.max(0, Math.min(i + 1, to) - Math.max(i, from));

function fitted(grey: Uint8Array, width: number, height: number, paper: number): Uint8Array {
  const pixels = new Uint8Array(PIXEL_COUNT);
  const step = Math.max(width, height) / SIDE;
  const left = (width - step * SIDE) / 2;
  const top = (height - step * SIDE) / 2;
  for (let row = 0; row < SIDE; row++) {
    const fromY = top + row * step;
    for (let column = 0; column < SIDE; column++) {
      const fromX = left + column * step;
      let sum = 0;
      let area = 0;
      for (let y = Math.max(0, Math.floor(fromY)); y < Math.min(height, fromY + step); y++) {
        const high = overlap(y, fromY, fromY + step);
        for (let x = Math.max(0, Math.floor(fromX)); x < Math.min(width, fromX + step); x++) {
          const covered = high * overlap(x, fromX, fromX + step);
          sum += covered * grey[y * width + x]!;
          area += covered;
        }
      }
      pixels[row * SIDE + column] = Math.round((sum + (step * step - area) * paper) / (step * step));
    }
  }
  return pixels;
}
