/** Three digits to draw where only the time counts, not the hand. */

type Corner = readonly [x: number, y: number];

/** In 0..1 of the pad's side. */
const DIGITS: readonly (readonly Corner[])[] = [
  [
    [0.5, 0.2],
    [0.34, 0.3],
    [0.3, 0.5],
    [0.34, 0.7],
    [0.5, 0.8],
    [0.66, 0.7],
    [0.7, 0.5],
    [0.66, 0.3],
    [0.5, 0.2],
  ],
  [
    [0.28, 0.24],
    [0.7, 0.22],
    [0.58, 0.48],
    [0.46, 0.8],
  ],
  [
    [0.32, 0.24],
    [0.58, 0.2],
    [0.64, 0.34],
    [0.46, 0.48],
    [0.66, 0.6],
    [0.6, 0.78],
    [0.32, 0.78],
  ],
];

/** The n-th drawing: `count` points of a single stroke, evenly between its corners, 0..1 of the pad's side. */
export function strokeOf(n: number, count: number): Corner[] {
  const corners = DIGITS[n % DIGITS.length]!;
  return Array.from({ length: count }, (_, i) => {
    const along = (i / (count - 1)) * (corners.length - 1);
    const from = Math.min(Math.floor(along), corners.length - 2);
    const [[x0, y0], [x1, y1]] = [corners[from]!, corners[from + 1]!];
    const part = along - from;
    return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)];
  });
}
