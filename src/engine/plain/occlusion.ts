import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import { type ForwardPass, softmaxRows } from './forward-pass';

const SIDE = 28;
export const PATCH_SIDE = 5;
const REACH = (PATCH_SIDE - 1) / 2;
/** Digits per forward pass: what lies between two yields. */
const CHUNK = 56;

/**
 * Occlusion (Zeiler and Fergus 2014): a patch of blank paper, 5 pixels a side, is laid over the digit, centred on each pixel
 * in turn, and the class's probability is asked again. Returns float32 [784]: by how much it drops for the patch on that
 * pixel; negative where the class gains. 0 where the patch covers no ink. Yields between chunks of places.
 */
export function* occlusionDrops(
  run: (pixels: Uint8Array, count: number) => ForwardPass,
  pixels: Uint8Array,
  classIndex: number,
): Generator<void, Float32Array> {
  const probability = softmaxRows(run(pixels, 1).logits, CLASS_COUNT)[classIndex]!;
  const drops = new Float32Array(PIXEL_COUNT);
  const places = [...drops.keys()].filter((centre) => patchAround(centre).some((p) => pixels[p]! > 0));
  for (let start = 0; start < places.length; start += CHUNK) {
    yield;
    const chunk = places.slice(start, start + CHUNK);
    const covered = new Uint8Array(chunk.length * PIXEL_COUNT);
    chunk.forEach((centre, row) => {
      covered.set(pixels, row * PIXEL_COUNT);
      for (const pixel of patchAround(centre)) covered[row * PIXEL_COUNT + pixel] = 0;
    });
    const probabilities = softmaxRows(run(covered, chunk.length).logits, CLASS_COUNT);
    chunk.forEach((centre, row) => {
      drops[centre] = probability - probabilities[row * CLASS_COUNT + classIndex]!;
    });
  }
  return drops;
}

/** The pixels under the patch that is centred on one, those beyond the picture's edge left out. */
function patchAround(centre: number): number[] {
  const column = centre % SIDE;
  const row = Math.floor(centre / SIDE);
  const pixels: number[] = [];
  for (let y = Math.max(0, row - REACH); y <= Math.min(SIDE - 1, row + REACH); y++) {
    for (let x = Math.max(0, column - REACH); x <= Math.min(SIDE - 1, column + REACH); x++) {
      pixels.push(y * SIDE + x);
    }
  }
  return pixels;
}
