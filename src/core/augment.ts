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
const copy = new Uint8Array(SIDE * SIDE);

function interpolate(grid: Float32Array, row: number, column: number): number {
  const at = CELL[row]! * GRID + CELL[column]!;
  const across = ALONG[column]!;
  const top = grid[at]! + (grid[at + 1]! - grid[at]!) * across;
  const bottom = grid[at + GRID]! + (grid[at + GRID + 1]! - grid[at + GRID]!) * across;
  return top + (bottom - top) * ALONG[row]!;
}

/** The picture's value at a place between pixels; nothing outside it. x, y in pixels, pixel centres at whole numbers. */
function sample(picture: Uint8Array, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || top < -1 || left >= SIDE || top >= SIDE) return 0;
  const pixel = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < SIDE && row < SIDE ? picture[row * SIDE + column]! : 0;
  const fx = x - left;
  const fy = y - top;
  const upper = pixel(left, top) * (1 - fx) + pixel(left + 1, top) * fx;
  const lower = pixel(left, top + 1) * (1 - fx) + pixel(left + 1, top + 1) * fx;
  return upper * (1 - fy) + lower * fy;
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

  copy.set(pixels.subarray(offset, offset + SIDE * SIDE));
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const dx = column - CENTRE;
      const dy = row - CENTRE;
      const x = CENTRE + xx * dx + xy * dy + shiftX + interpolate(warpX, row, column);
      const y = CENTRE + yx * dx + yy * dy + shiftY + interpolate(warpY, row, column);
      pixels[offset + row * SIDE + column] = sample(copy, x, y) + 0.5;
    }
  }
}
