/**
 * Augmentation: a fresh variant of a digit at every visit, so that the network learns the shape and not the drawing. A
 * random affine map (rotation, scale, shear, shift) and a coarse elastic warp (Simard, Steinkraus and Platt 2003, with a
 * smoothly interpolated 5x5 grid of displacements in place of a blurred random field), sampled bilinearly.
 *
 * Every number is a pure function of (seed, epoch, index of the digit), so a run can be repeated and resumed.
 */
import { RANDOM_PURPOSE, randomKey, randomUniform } from './random';

const SIDE = 28;
const CENTRE = (SIDE - 1) / 2;
const GRID = 5;
const GRID_STEP = (SIDE - 1) / (GRID - 1);

/** Largest deviations, each drawn evenly on both sides. */
const ROTATION_RADIANS = 0.26;
const SCALE = 0.2;
const SHEAR = 0.25;
const SHIFT_PIXELS = 1.5;
const WARP_PIXELS = 2;
/** The rest pass unchanged, so that the network also sees digits as they are. */
const AUGMENTED_SHARE = 0.8;

/** For each pixel of a row or column: the grid cell it lies in and how far along it. */
const CELL = Uint8Array.from({ length: SIDE }, (_, i) => Math.min(GRID - 2, Math.floor(i / GRID_STEP)));
const ALONG = Float32Array.from({ length: SIDE }, (_, i) => i / GRID_STEP - CELL[i]!);

const warpX = new Float32Array(GRID * GRID);
const warpY = new Float32Array(GRID * GRID);
/** The warp along one row of pixels, at the grid's columns. */
const rowWarpX = new Float32Array(GRID);
const rowWarpY = new Float32Array(GRID);

/** The digit with a border of one blank pixel, so that sampling at its edge needs no special case. */
const PADDED = SIDE + 2;
const padded = new Uint8Array(PADDED * PADDED);
/** Places are held within the border, where all is blank. */
const LAST_PLACE = SIDE - 1e-4;

function pad(pixels: Uint8Array, offset: number): void {
  for (let row = 0; row < SIDE; row++) {
    const from = offset + row * SIDE;
    padded.set(pixels.subarray(from, from + SIDE), (row + 1) * PADDED + 1);
  }
}

/** The grid's displacements, interpolated down to one row of pixels. */
function interpolateRow(grid: Float32Array, row: number, result: Float32Array): void {
  const above = CELL[row]! * GRID;
  for (let column = 0; column < GRID; column++) {
    const top = grid[above + column]!;
    result[column] = top + (grid[above + GRID + column]! - top) * ALONG[row]!;
  }
}

const clampPlace = (place: number): number => (place < -1 ? -1 : place > LAST_PLACE ? LAST_PLACE : place);

/** The padded digit between its pixels, bilinearly. x, y: -1 to 28, 0 being the digit's first pixel. */
function sample(x: number, y: number): number {
  const left = Math.trunc(x + 1);
  const top = Math.trunc(y + 1);
  const fx = x + 1 - left;
  const fy = y + 1 - top;
  const at = top * PADDED + left;
  const upper = padded[at]! + (padded[at + 1]! - padded[at]!) * fx;
  const lower = padded[at + PADDED]! + (padded[at + PADDED + 1]! - padded[at + PADDED]!) * fx;
  return upper + (lower - upper) * fy;
}

/**
 * Replaces the digit at pixels[offset .. offset + 784) (uint8, row-major, 255 = ink) by its variant for this epoch.
 * index: the digit's place in the training set.
 */
export function augmentDigit(
  pixels: Uint8Array,
  offset: number,
  seed: number,
  epoch: number,
  index: number,
): void {
  const key = randomKey(seed, RANDOM_PURPOSE.augmentation, epoch, index);
  if (randomUniform(key, 0) >= AUGMENTED_SHARE) return;
  const symmetric = (draw: number, limit: number) => (2 * randomUniform(key, draw) - 1) * limit;

  const angle = symmetric(1, ROTATION_RADIANS);
  const scaleX = 1 / (1 + symmetric(2, SCALE));
  const scaleY = 1 / (1 + symmetric(3, SCALE));
  const shear = symmetric(4, SHEAR);
  const shiftX = symmetric(5, SHIFT_PIXELS);
  const shiftY = symmetric(6, SHIFT_PIXELS);
  for (let i = 0; i < GRID * GRID; i++) {
    warpX[i] = symmetric(7 + 2 * i, WARP_PIXELS);
    warpY[i] = symmetric(8 + 2 * i, WARP_PIXELS);
  }

  // Where each pixel of the variant comes from: source = centre + A (target - centre) + shift + warp(target).
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const xx = cos * scaleX;
  const xy = (shear * cos - sin) * scaleX;
  const yx = sin * scaleY;
  const yy = (shear * sin + cos) * scaleY;

  pad(pixels, offset);
  for (let row = 0; row < SIDE; row++) {
    interpolateRow(warpX, row, rowWarpX);
    interpolateRow(warpY, row, rowWarpY);
    const dy = row - CENTRE;
    const startX = CENTRE + shiftX + xy * dy;
    const startY = CENTRE + shiftY + yy * dy;
    for (let column = 0; column < SIDE; column++) {
      const dx = column - CENTRE;
      const cell = CELL[column]!;
      const across = ALONG[column]!;
      const bendX = rowWarpX[cell]! + (rowWarpX[cell + 1]! - rowWarpX[cell]!) * across;
      const bendY = rowWarpY[cell]! + (rowWarpY[cell + 1]! - rowWarpY[cell]!) * across;
      const x = clampPlace(startX + xx * dx + bendX);
      const y = clampPlace(startY + yx * dx + bendY);
      pixels[offset + row * SIDE + column] = sample(x, y) + 0.5;
    }
  }
}
