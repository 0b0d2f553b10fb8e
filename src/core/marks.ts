/**
 * Marks that stand beside digits and are none: a minus, level at half the height of what is beside it, and a decimal point or
 * comma, small and low. A network would read a digit into them, or into the digit that they were taken for a part of.
 */
import { type Extent, extentOf } from './extent';
import type { Stroke } from './strokes';

/** As shares of the digits' height: how large a point is at most, and how high a dash. */
const POINT_EXTENT = 0.18;
const DASH_HEIGHT = 0.16;
/** A point lies below this part of the height of what is beside it, and a dash between the others. */
const POINT_FROM = 0.7;
const DASH_BETWEEN = [0.28, 0.72] as const;
/** What is above or below another for more than this share of its own width is a part of it: a bar, a foot. */
const BESIDE_UP_TO = 0.25;

/** Whether a box holds a mark beside a digit's, by their shapes and places alone. */
export function isMark(mark: Extent, digit: Extent): boolean {
  const height = digit.bottom - digit.top;
  const [wide, high] = [mark.right - mark.left, mark.bottom - mark.top];
  const middle = ((mark.top + mark.bottom) / 2 - digit.top) / height;
  const shared = Math.min(mark.right, digit.right) - Math.max(mark.left, digit.left);
  if (shared > BESIDE_UP_TO * wide || (wide === 0 && shared >= 0)) return false;
  if (wide <= POINT_EXTENT * height && high <= POINT_EXTENT * height) {
    return middle >= POINT_FROM && middle <= 1.3;
  }
  return high <= DASH_HEIGHT * height && middle > DASH_BETWEEN[0] && middle < DASH_BETWEEN[1];
}

/** Whether one of a drawing's groups of strokes is a mark beside the nearest group of its row that may be a digit. */
export function isMarkBeside(group: readonly Stroke[], groups: readonly (readonly Stroke[])[]): boolean {
  const mark = extentOf(group);
  const size = Math.max(mark.right - mark.left, mark.bottom - mark.top);
  const others = groups
    .filter((other) => other !== group)
    .map(extentOf)
    .filter(({ top, bottom }) => bottom - top > size && bottom > mark.top && top < mark.bottom);
  const away = (other: Extent) => Math.max(mark.left - other.right, other.left - mark.right);
  const nearest = others.slice().sort((a, b) => away(a) - away(b))[0];
  return nearest !== undefined && isMark(mark, nearest);
}
