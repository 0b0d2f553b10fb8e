/**
 * Whether pictures were prepared as MNIST's were: light ink on black, in a box of 20 pixels' side at most, its centre of
 * mass in the middle. Drawings are prepared in the same way, so that the pad can be read by whoever has learned such pictures.
 */
import { PIXEL_COUNT } from '../../core/network';

const SIDE = 28;
/** So many are looked at, evenly spread. */
const LOOKED_AT = 500;
/** Of MNIST's own digits 99.9% and more hold to both. */
const SHARE = 0.9;
/** How far the centre of mass may be from the middle, in pixels each way: MNIST's are moved by whole pixels. */
const OFF_CENTRE = 1.5;
const BOX = 20;

/** pixels: uint8 [n, 784], 255 = ink; n at least 1. */
export function looksLikeMnist(pixels: Uint8Array): boolean {
  const count = pixels.length / PIXEL_COUNT;
  const looked = Math.min(LOOKED_AT, count);
  let fitting = 0;
  for (let i = 0; i < looked; i++) {
    const place = Math.floor((i * count) / looked) * PIXEL_COUNT;
    if (isPrepared(pixels.subarray(place, place + PIXEL_COUNT))) fitting++;
  }
  return fitting >= SHARE * looked;
}

function isPrepared(picture: Uint8Array): boolean {
  let [mass, momentX, momentY] = [0, 0, 0];
  let [left, right, top, bottom] = [SIDE, -1, SIDE, -1];
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const ink = picture[y * SIDE + x]!;
      if (ink === 0) continue;
      mass += ink;
      momentX += ink * x;
      momentY += ink * y;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (mass === 0) return false;
  const isOff = (moment: number): boolean => Math.abs(moment / mass - 14) > OFF_CENTRE;
  return right - left < BOX && bottom - top < BOX && !isOff(momentX) && !isOff(momentY);
}
