/**
 * Sketches of digits, and of a few letters that are not, for trying out what the page reads: made for that alone, nothing is trained on
 * them. In the notation of ../guard/second-kinds.ts, drawn by its hand: points on a grid of 100 by 100, y downwards; `;`
 * lifts the pen, `~` makes a stroke a smooth curve.
 */

/** SKETCHED[digit]: as many would write it. */
export const SKETCHED: readonly string[] = [
  '~50,0 14,20 6,55 24,94 52,100 86,78 92,38 74,8 48,0',
  '50,0 47,100',
  '~10,24 34,2 70,4 82,30 54,64 10,98; 10,98 92,97',
  '~12,8 52,0 82,20 46,46; ~46,46 88,66 62,98 8,92',
  '34,0 6,62 94,62; 70,30 66,100',
  '82,2 22,2 16,46; ~16,46 58,38 88,66 56,98 8,92',
  '~72,2 26,36 10,74 42,100 84,78 58,52 14,70',
  '8,2 90,2 40,100',
  '~78,14 46,0 20,22 50,46 84,74 50,100 14,76 48,46 80,20 70,8',
  '~82,22 44,2 14,28 46,48 82,24; ~82,22 84,64 70,100',
];

/** As a display of seven bars has them, and other boxes; on a grid of one by two. */
export const BARS: readonly (readonly [digit: number, sketch: string])[] = [
  [0, '0,0 1,0 1,2 0,2 0,0'],
  [0, '0,0 0,2 1,2 1,0 0,0'],
  [1, '1,0 1,2'],
  [2, '0,0 1,0 1,1 0,1 0,2 1,2'],
  [3, '0,0 1,0 1,2 0,2; 0,1 1,1'],
  [3, '0,0 1,0 1,1 0,1 1,1 1,2 0,2'],
  [4, '0,0 0,1 1,1; 1,0 1,2'],
  [5, '1,0 0,0 0,1 1,1 1,2 0,2'],
  [6, '1,0 0,0 0,2 1,2 1,1 0,1'],
  [6, '0,0 0,2 1,2 1,1 0,1'],
  [7, '0,0 1,0 1,2'],
  [8, '0,1 1,1 1,0 0,0 0,2 1,2 1,1'],
  [8, '0,0 1,0 1,2 0,2 0,0; 0,1 1,1'],
  [9, '1,1 0,1 0,0 1,0 1,2 0,2'],
  [9, '1,1 0,1 0,0 1,0 1,2'],
];

/** No digits, though near to some: a c that was read as a 6, a J with a bar that was read as a 3. */
export const NO_DIGITS: readonly string[] = [
  '~76,18 46,2 14,40 18,80 50,98 88,86',
  '~68,8 34,14 10,52 26,92 60,96 90,90',
  '~70,28 68,12 42,2 12,40 20,84 54,98 84,84',
  '~68,0 70,56 64,90 40,100 16,88 10,70',
  '28,0 98,0; ~66,0 68,64 58,94 32,100 10,84 8,74',
  '34,0 96,0 68,0; ~68,0 70,60 62,92 38,100 14,86 10,70',
];
