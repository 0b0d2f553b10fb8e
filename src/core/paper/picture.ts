/** Pictures as the reading of paper knows them, and how large they may be. */

/** As a canvas gives it: four bytes a pixel, red, green, blue, opacity. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One byte a pixel, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/** A box in whole pixels, right and bottom beyond the last one. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pictures with more pixels are refused: unpacked, they would take more memory than a phone's tab has. */
export const MOST_PIXELS = 64e6;
/** No digit can be made out in pictures with a shorter side than this. */
export const LEAST_SIDE = 8;
/** Digits are looked for in at most so many pixels: a page of writing photographed whole still has digits 30 pixels high. */
export const WORK_PIXELS = 3.2e6;

export const boxAround = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

export const widthOf = ({ left, right }: Box): number => right - left;
export const heightOf = ({ top, bottom }: Box): number => bottom - top;
