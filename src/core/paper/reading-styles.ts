import { PLAIN_STYLE, type PictureStyle } from './digit-picture';

/**
 * The pictures that are made of each digit to read it by: as it is, with thicker strokes, and leaning a little to either side. What
 * networks say to all of them is more often right than what they say to one.
 */
export const READING_STYLES: readonly PictureStyle[] = [
  PLAIN_STYLE,
  { ...PLAIN_STYLE, thickness: 3.1 },
  { ...PLAIN_STYLE, shear: 0.14 },
  { ...PLAIN_STYLE, shear: -0.14 },
];
