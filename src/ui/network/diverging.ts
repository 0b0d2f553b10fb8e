/**
 * Numbers as colours: red below zero, blue above, paler towards zero. The scale is ColorBrewer's RdBu (Harrower and Brewer
 * 2003), which those who confuse red and green can read as well.
 */
import { interpolateRdBu } from 'd3-scale-chromatic';

const STEPS = 255;

let table: Uint8ClampedArray | undefined;

/** RGB for the fractions 0..1 of the scale, STEPS of them. */
function colours(): Uint8ClampedArray {
  table ??= Uint8ClampedArray.from(
    Array.from({ length: STEPS }, (_, i) =>
      interpolateRdBu(i / (STEPS - 1))
        .match(/\d+/g)!
        .map(Number),
    ).flat(),
  );
  return table;
}

/** Fills the canvas, which is of this width and height, one number a pixel, row by row. Magnitudes from `scale` on get the full colour; what is not a number, none. */
export function paintSigned(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  valueAt: (pixel: number) => number,
  scale: number,
): void {
  const image = context.createImageData(width, height);
  const rgb = colours();
  for (let pixel = 0; pixel < width * height; pixel++) {
    const value = valueAt(pixel);
    if (!Number.isFinite(value)) continue;
    const share = scale > 0 ? Math.max(-1, Math.min(1, value / scale)) : 0;
    const entry = 3 * Math.round(((share + 1) / 2) * (STEPS - 1));
    image.data.set(rgb.subarray(entry, entry + 3), 4 * pixel);
    image.data[4 * pixel + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
