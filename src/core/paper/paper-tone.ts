/**
 * How bright the paper is at every place, ink or none: what is left when dark things narrower than a large box are taken away,
 * and then the mean of the paper alone, which follows soft shadows. Found in a small copy of the picture, for light falls
 * softly.
 */
import { closing } from './extremes';
import { boxMeans, integralOf, reduced } from './integral';
import type { GreyPicture } from './picture';

const SMALL_SIDE = 400;
/** No stroke is wider than twice this share of the picture's shorter side. */
const WIDEST_STROKE = 1 / 7;
/** Darker than the paper by this share: not paper. */
const DARK_FROM = 0.12;
/** The windows in which paper is averaged, one after the other, as shares of the shorter side. */
const EVEN_WITHIN = [1 / 14, 1 / 40];
/** Less than this share of paper in a window says nothing. */
const LEAST_PAPER = 0.1;

export interface SmallMap {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
  /** Pixels of the picture that one of these is the mean of, in each direction. */
  readonly factor: number;
}

/** Changes the tone to the mean of the paper around; where there is hardly any paper near, it stays as it is. */
function followPaper(
  tone: Float32Array,
  values: ArrayLike<number>,
  width: number,
  height: number,
  radius: number,
): void {
  const isPaper = new Uint8Array(tone.length);
  const ratios = new Float32Array(tone.length);
  for (let i = 0; i < tone.length; i++) {
    if (values[i]! < tone[i]! * (1 - DARK_FROM) - 2) continue;
    isPaper[i] = 1;
    ratios[i] = values[i]! / tone[i]!;
  }
  const sums = boxMeans(integralOf({ width, height, values: ratios }), width, height, radius);
  const shares = boxMeans(integralOf({ width, height, values: isPaper }), width, height, radius);
  for (let i = 0; i < tone.length; i++) {
    if (shares[i]! > LEAST_PAPER) tone[i] = Math.max(1, (tone[i]! * sums[i]!) / shares[i]!);
  }
}

/** The paper's brightness, 1..255, as a small map. */
export function paperTone(grey: GreyPicture): SmallMap {
  const factor = Math.max(1, Math.round(Math.max(grey.width, grey.height) / SMALL_SIDE));
  const { width, height, values } = reduced(grey, factor);
  const shorter = Math.min(width, height);
  // Single bright pixels are no paper.
  const calm =
    factor > 1 || shorter < 100 ? values : boxMeans(integralOf({ width, height, values }), width, height, 1);
  const radius = Math.max(4, Math.round(shorter * WIDEST_STROKE));
  const closed = closing(calm, width, height, radius);
  const tone = closed.map((value) => Math.max(1, value));
  // The closing is too bright at the dark end of a slope, and so is a mean there, the less the smaller its window.
  for (const within of EVEN_WITHIN) {
    followPaper(tone, values, width, height, Math.max(3, Math.round(shorter * within)));
  }
  return { width, height, values: tone, factor };
}

/** Values of a small map along one row of the large picture, into `into`: between its places they change evenly. */
export function rowOfMap(map: SmallMap, y: number, into: Float32Array): void {
  const { width, height, values, factor } = map;
  const place = Math.max(0, Math.min(height - 1, (y + 0.5) / factor - 0.5));
  const upper = Math.floor(place);
  const lower = Math.min(height - 1, upper + 1);
  const down = place - upper;
  for (let x = 0; x < into.length; x++) {
    const across = Math.max(0, Math.min(width - 1, (x + 0.5) / factor - 0.5));
    const left = Math.floor(across);
    const right = Math.min(width - 1, left + 1);
    const along = across - left;
    const above = values[upper * width + left]! * (1 - along) + values[upper * width + right]! * along;
    const below = values[lower * width + left]! * (1 - along) + values[lower * width + right]! * along;
    into[x] = above * (1 - down) + below * down;
  }
}
