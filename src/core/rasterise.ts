/**
 * Lines with round caps and joins, rendered to grey pixels by the share of each pixel that they cover.
 *
 * Each pixel is divided into 4 x 4 samples. A line marks every sample with its distance to the line, where it is the
 * nearest so far; at the end a sample is ink by how far inside the line's edge it lies, the edge one sample wide, and a
 * pixel is the mean of its samples. So crossing lines unite as ink does (two halves of a pixel add up, the same half
 * twice does not), and the number of points along a line makes no difference. Measured on 1,500 pen-drawn digits, this
 * gives MNIST's own histogram of greys; one sample per pixel gives too few greys, and a wider edge too many.
 */

/** Samples per pixel, in each direction. */
const SAMPLES = 4;
const NOTHING_NEAR = 1e9;

export interface Raster {
  /** Width and height in pixels. */
  readonly side: number;
  /** float32 [side * 4, side * 4]: squared distance of each sample to the nearest line, in pixels. */
  readonly distances: Float32Array;
}

export function createRaster(side: number): Raster {
  return { side, distances: new Float32Array((side * SAMPLES) ** 2).fill(NOTHING_NEAR) };
}

export function clearRaster(raster: Raster): void {
  raster.distances.fill(NOTHING_NEAR);
}

/** Draws from (ax, ay) to (bx, by), in pixels. The same point twice draws a dot. `radius` must be coverage()'s. */
export function drawLine(
  raster: Raster,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  radius: number,
): void {
  const { side, distances } = raster;
  const row = side * SAMPLES;
  const reach = radius + 1 / SAMPLES;
  const left = Math.max(0, Math.floor((Math.min(ax, bx) - reach) * SAMPLES));
  const right = Math.min(row - 1, Math.ceil((Math.max(ax, bx) + reach) * SAMPLES));
  const top = Math.max(0, Math.floor((Math.min(ay, by) - reach) * SAMPLES));
  const bottom = Math.min(row - 1, Math.ceil((Math.max(ay, by) + reach) * SAMPLES));
  const dx = bx - ax;
  const dy = by - ay;
  const lengthSquared = dx * dx + dy * dy;
  const scale = lengthSquared > 0 ? 1 / lengthSquared : 0;
  for (let sampleY = top; sampleY <= bottom; sampleY++) {
    const y = (sampleY + 0.5) / SAMPLES - ay;
    for (let sampleX = left; sampleX <= right; sampleX++) {
      const x = (sampleX + 0.5) / SAMPLES - ax;
      let along = (x * dx + y * dy) * scale;
      along = along < 0 ? 0 : along > 1 ? 1 : along;
      const offX = x - along * dx;
      const offY = y - along * dy;
      const distance = offX * offX + offY * offY;
      const index = sampleY * row + sampleX;
      if (distance < distances[index]!) distances[index] = distance;
    }
  }
}

/** Writes the ink of all lines drawn so far, 0..255, row-major, into `pixels`: uint8 [side, side]. */
export function coverage(raster: Raster, radius: number, pixels: Uint8Array): void {
  const { side, distances } = raster;
  const row = side * SAMPLES;
  const outside = (radius + 0.5 / SAMPLES) ** 2;
  const full = SAMPLES * SAMPLES;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let ink = 0;
      for (let sample = 0; sample < full; sample++) {
        const sampleY = y * SAMPLES + ((sample / SAMPLES) | 0);
        const distance = distances[sampleY * row + x * SAMPLES + (sample % SAMPLES)]!;
        if (distance < outside) ink += Math.min(1, (radius - Math.sqrt(distance)) * SAMPLES + 0.5);
      }
      pixels[y * side + x] = Math.round((ink / full) * 255);
    }
  }
}
