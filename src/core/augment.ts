/**
 * Augmentation: a fresh variant of a digit at every visit, so that the network learns the shape and not the drawing. A
 * random affine map (rotation, scale, shear, shift), a smooth elastic warp (Simard, Steinkraus and Platt 2003, with a spline
 * through a 5 x 5 grid of random displacements in place of a blurred random field), and thicker or thinner strokes.
 *
 * Here the random numbers are drawn, once for all engines; variant.ts defines what a variant is, to the byte, and each engine
 * makes it on its device. Every number is a pure function of (seed, epoch, index of the digit) and the strength, so a run
 * can be repeated and resumed.
 */
import { PIXEL_COUNT } from './network';
import { mixedIndices, RANDOM_PURPOSE, randomKey, uniformOfMixed } from './random';
import { NODES } from './spline-basis';
import { applyVariant, VARIANT_SIZE, writeUnchanged, writeVariant } from './variant';

/** Largest deviations at strength 1, each drawn evenly on both sides. */
const ROTATION_RADIANS = 0.26;
const SCALE = 0.2;
const SHEAR = 0.25;
const SHIFT_PIXELS = 1.5;
const WARP_PIXELS = 1.6;
/** How much of the greatest or least pixel around is mixed in; see variant.ts. */
const THICKNESS = 0.4;
/** The rest pass unchanged, so that the network also sees digits as they are. */
const AUGMENTED_SHARE = 0.8;

/** The least that a digit may be scaled by, whatever the strength. */
const MIN_SCALE = 0.25;

/** Numbers that a variant may draw. */
const MIXED = mixedIndices(8 + 2 * NODES * NODES);

const warpX = new Float32Array(NODES * NODES);
const warpY = new Float32Array(NODES * NODES);

/**
 * Draws the variant that the training digit `index` gets in `epoch`, and writes its parameters at variants[VARIANT_SIZE * row].
 * strength: 0 for none, 1 for the limits above.
 */
export function drawVariant(
  variants: Int16Array,
  row: number,
  seed: number,
  epoch: number,
  index: number,
  strength: number,
): void {
  const key = randomKey(seed, RANDOM_PURPOSE.augmentation, epoch, index);
  if (strength === 0 || uniformOfMixed(key, MIXED[0]!) >= AUGMENTED_SHARE) {
    writeUnchanged(variants, row);
    return;
  }
  const angle = symmetric(key, 1, ROTATION_RADIANS, strength);
  const scaleX = 1 / Math.max(MIN_SCALE, 1 + symmetric(key, 2, SCALE, strength));
  const scaleY = 1 / Math.max(MIN_SCALE, 1 + symmetric(key, 3, SCALE, strength));
  const shear = symmetric(key, 4, SHEAR, strength);
  for (let i = 0; i < NODES * NODES; i++) {
    warpX[i] = symmetric(key, 7 + 2 * i, WARP_PIXELS, strength);
    warpY[i] = symmetric(key, 8 + 2 * i, WARP_PIXELS, strength);
  }
  const thickness = symmetric(key, 7 + 2 * NODES * NODES, THICKNESS, strength);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  writeVariant(variants, row, {
    xx: cos * scaleX,
    xy: (shear * cos - sin) * scaleX,
    yx: sin * scaleY,
    yy: (shear * sin + cos) * scaleY,
    shiftX: symmetric(key, 5, SHIFT_PIXELS, strength),
    shiftY: symmetric(key, 6, SHIFT_PIXELS, strength),
    warpX,
    warpY,
    thickness: Math.max(-1, Math.min(1, thickness)),
  });
}

/**
 * Between -limit and limit at strength 1. No closure over the key: that took two thirds of the time, since a number that a
 * closure holds is unpacked anew at every use.
 */
const symmetric = (key: number, draw: number, limit: number, strength: number): number =>
  (2 * uniformOfMixed(key, MIXED[draw]!) - 1) * limit * strength;

const single = new Int16Array(VARIANT_SIZE);

/** That variant itself. pixels: uint8 [784], 255 = ink. Returns a new array of the same kind. */
export function variantOf(
  pixels: Uint8Array,
  seed: number,
  epoch: number,
  index: number,
  strength: number,
): Uint8Array {
  const result = new Uint8Array(PIXEL_COUNT);
  drawVariant(single, 0, seed, epoch, index, strength);
  applyVariant(single, 0, pixels, 0, result, 0);
  return result;
}
