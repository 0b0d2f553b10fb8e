/** Means of boxes around every pixel, at the same cost for any size of box (F. C. Crow, Summed-area tables, SIGGRAPH 1984). */
import type { GreyPicture } from './picture';

/** Sums of all pixels above and to the left: float64 [(height + 1) * (width + 1)]. */
export function integralOf({
  width,
  height,
  values,
}: {
  readonly width: number;
  readonly height: number;
  readonly values: ArrayLike<number>;
}): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    const above = y * (width + 1);
    for (let x = 0; x < width; x++) {
      row += values[y * width + x]!;
      sums[above + width + 2 + x] = sums[above + x + 1]! + row;
    }
  }
  return sums;
}

/** The mean of the pixels no further than `radius` away in either direction, at the picture's edge of those that are there. */
export function boxMeans(sums: Float64Array, width: number, height: number, radius: number): Float32Array {
  const means = new Float32Array(width * height);
  const row = width + 1;
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius);
    const bottom = Math.min(height, y + radius + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const sum =
        sums[bottom * row + right]! -
        sums[top * row + right]! -
        sums[bottom * row + left]! +
        sums[top * row + left]!;
      means[y * width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return means;
}

/** Means of squares of `factor` pixels. */
export function reduced({ width, height, values }: GreyPicture, factor: number): GreyPicture {
  if (factor === 1) return { width, height, values };
  const wide = Math.max(1, Math.floor(width / factor));
  const high = Math.max(1, Math.floor(height / factor));
  const smaller = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      let sum = 0;
      for (let row = y * factor; row < (y + 1) * factor; row++) {
        for (let column = x * factor; column < (x + 1) * factor; column++)
          sum += values[row * width + column]!;
      }
      smaller[y * wide + x] = sum / (factor * factor);
    }
  }
  return { width: wide, height: high, values: smaller };
}
