/**
 * From a coloured picture to one of greys in which ink is dark and paper bright, made smaller where it is very large. Of the
 * three colours and their brightness that is taken in which the ink stands out most: blue ink is darkest in red.
 */
import { boxMeans, integralOf } from './integral';
import { type Box, type GreyPicture, type RgbaPicture, WORK_PIXELS } from './picture';

/** Brightness as eyes weigh it (ITU-R BT.601), of 256. */
const WEIGHTS = [77, 150, 29] as const;
/** A colour by itself is taken only when ink stands out in it so much more than in the brightness. */
const COLOUR_FROM = 1.15;
/** The window for what is around a pixel, as a share of the shorter side, and its least radius in pixels. */
const AROUND = 1 / 12;
const LEAST_RADIUS = 7;
/** The share of the pixels that stand out most, by which a picture's contrast is measured. */
const OUTSTANDING = 0.02;
/** Bright specks are ink on bright paper only when they outweigh the dark ones so many times, and the other way round. */
const CLEARLY = 1.5;
/** Colour and direction of the ink are found in a picture of about this side. */
const LOOK_SIDE = 360;

/** How many pixels in each direction make one when so many pixels are to be looked through. */
export const reductionFor = (width: number, height: number): number =>
  Math.max(1, Math.ceil(Math.sqrt((width * height) / WORK_PIXELS)));

/**
 * One plane of a part of the picture, means of squares of `factor` pixels; weights of red, green and blue sum to 256. step: only
 * every so manieth pixel of a square, in both directions, is looked at.
 */
function planeOf(
  { width, data }: RgbaPicture,
  region: Box,
  factor: number,
  [red, green, blue]: readonly number[],
  background: number,
  step = 1,
): GreyPicture {
  const wide = Math.max(1, Math.floor((region.right - region.left) / factor));
  const high = Math.max(1, Math.floor((region.bottom - region.top) / factor));
  const values = new Uint8Array(wide * high);
  const area = Math.ceil(factor / step) ** 2;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      let sum = 0;
      for (let row = 0; row < factor; row += step) {
        let at = ((region.top + y * factor + row) * width + region.left + x * factor) * 4;
        for (let column = 0; column < factor; column += step, at += 4 * step) {
          const value = (data[at]! * red! + data[at + 1]! * green! + data[at + 2]! * blue!) >> 8;
          const opacity = data[at + 3]!;
          sum += opacity === 255 ? value : (value * opacity + background * (255 - opacity)) / 255;
        }
      }
      values[y * wide + x] = sum / area;
    }
  }
  return { width: wide, height: high, values };
}

/** What shows through where a picture is transparent: paper of the other brightness than the ink. */
function backgroundOf({ data }: RgbaPicture): number {
  let sum = 0;
  let count = 0;
  let seen = 0;
  const step = 4 * Math.max(1, Math.floor(data.length / 4 / 20_000));
  for (let at = 0; at < data.length; at += step) {
    seen++;
    if (data[at + 3]! < 128) continue;
    sum += data[at + 1]!;
    count++;
  }
  return count > 0 && count < seen && sum / count > 160 ? 0 : 255;
}

interface Look {
  /** How far the most outstanding pixels are from what is around them, against the picture's unrest. */
  readonly contrast: number;
  readonly isInkBright: boolean;
}

function lookAt(picture: GreyPicture): Look {
  const { width, height, values } = picture;
  const radius = Math.max(LEAST_RADIUS, Math.round(Math.min(width, height) * AROUND));
  const means = boxMeans(integralOf(picture), width, height, radius);
  const away = new Float32Array(values.length);
  let bright = 0;
  let dark = 0;
  let unrest = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = values[i]! - means[i]!;
    away[i] = Math.abs(difference);
    // Ink is the lesser part of what is around it: cubed, its difference weighs more than the paper's.
    if (difference > 0) bright += difference ** 3;
    else dark -= difference ** 3;
    if (i % width > 0) unrest += Math.min(20, Math.abs(values[i]! - values[i - 1]!));
  }
  away.sort();
  const top = away.subarray(Math.floor(away.length * (1 - OUTSTANDING)));
  const contrast = top.reduce((sum, value) => sum + value, 0) / Math.max(1, top.length);
  const middle = means.reduce((sum, value) => sum + value, 0) / means.length;
  // Where neither is clearly the lesser part, paper is bright.
  const isInkBright = bright > dark * (middle > 128 ? CLEARLY : 1 / CLEARLY);
  return { contrast: contrast / (4 + unrest / values.length), isInkBright };
}

/**
 * A part of the picture as greys, 0 the darkest, reduced by `factor` (whole, 1 and more) in both directions; bright ink on
 * dark paper is turned round.
 */
export function greyOf(picture: RgbaPicture, region: Box, factor: number): GreyPicture {
  const background = backgroundOf(picture);
  const longer = Math.max(region.right - region.left, region.bottom - region.top);
  const coarse = Math.max(1, Math.round(longer / LOOK_SIDE));
  const choices = [WEIGHTS, [256, 0, 0], [0, 256, 0], [0, 0, 256]];
  const step = Math.max(1, Math.floor(coarse / 3));
  const looks = choices.map((weights) => lookAt(planeOf(picture, region, coarse, weights, background, step)));
  let best = 0;
  for (let i = 1; i < looks.length; i++) {
    const than = looks[best]!.contrast * (best === 0 ? COLOUR_FROM : 1);
    if (looks[i]!.contrast > than) best = i;
  }
  const grey = planeOf(picture, region, factor, choices[best]!, background);
  if (looks[best]!.isInkBright) {
    const { values } = grey;
    for (let i = 0; i < values.length; i++) values[i] = 255 - values[i]!;
  }
  return grey;
}
