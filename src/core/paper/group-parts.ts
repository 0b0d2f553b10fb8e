/**
 * Puts broken digits together again: a bar that does not touch its 5, a stroke that paper shows through. What is nearly as high
 * as a digit by itself is left alone here; whether two such are one digit is decided by reading them (choose-digits.ts).
 */
import { DisjointSets } from './disjoint-sets';
import type { Part } from './parts';
import { type Box, boxAround, heightOf, widthOf } from './picture';

/** Ink that may be one digit. */
export interface Group extends Box {
  readonly labels: readonly number[];
  readonly area: number;
}

/** As shares of the higher one's height: how far above or below each other, and how far beside each other parts may be. */
const STACKED_GAP = 0.22;
const BESIDE_GAP = 0.16;
/** A part no higher than this share of the other may be its bar. */
const BAR_HEIGHT = 0.5;
/** Together, parts are at most so many times as high as usual digits, and this wide. */
const HIGHEST = 1.35;
const WIDEST = 1.25;
/** Less than this share of the usual height in both directions: a dot. */
const DOT = 0.22;

/** The height that most of the ink has: the middle one of the parts' heights, each as often as it has pixels. */
export function usualHeight(parts: readonly (Box & { readonly area: number })[]): number {
  const sorted = parts.slice().sort((a, b) => heightOf(a) - heightOf(b));
  const half = sorted.reduce((sum, { area }) => sum + area, 0) / 2;
  let sum = 0;
  for (const part of sorted) {
    sum += part.area;
    if (sum >= half) return heightOf(part);
  }
  return 0;
}

function areOneDigit(a: Group, b: Group, usual: number): boolean {
  const [low, high] = heightOf(a) < heightOf(b) ? [a, b] : [b, a];
  const size = Math.max(heightOf(high), Math.min(usual, 2 * heightOf(high)));
  const both = boxAround(a, b);
  const gapX = Math.max(a.left, b.left) - Math.min(a.right, b.right);
  const gapY = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  if (heightOf(both) > Math.max(HIGHEST * usual, 1.1 * heightOf(high)) || widthOf(both) > WIDEST * size)
    return false;
  // What lies within the other's box is part of it: the flag of a 5 over its belly.
  if (gapX < 0 && gapY < 0 && -gapX >= 0.7 * widthOf(low) && -gapY >= 0.7 * heightOf(low)) return true;
  const isDot = Math.max(widthOf(low), heightOf(low)) < DOT * size;
  const narrower = Math.min(widthOf(a), widthOf(b));
  if (-gapX >= 0.5 * narrower && gapY <= (isDot ? 0.5 : 1) * STACKED_GAP * size) {
    return heightOf(low) < 0.75 * heightOf(high) || heightOf(both) <= 1.15 * usual;
  }
  if (isDot || heightOf(low) > BAR_HEIGHT * size || gapX > BESIDE_GAP * size) return false;
  // Beside the other: the bar of a 5, level with its upper part. A dash stands lower.
  const middle = ((low.top + low.bottom) / 2 - high.top) / heightOf(high);
  return gapY < 0.1 * size && (middle < 0.3 || (gapX < 0.05 * size && middle > -0.1 && middle < 1.1));
}

/** Parts as groups, each part in one. usual: the height of digits here, in pixels. */
export function groupParts(parts: readonly Part[], usual: number): Group[] {
  const groups: Group[] = parts.map(({ label, ...part }) => ({ ...part, labels: [label] }));
  const order = groups.map((_, index) => index).sort((a, b) => groups[a]!.left - groups[b]!.left);
  const sets = new DisjointSets(groups.length);
  const reach = Math.ceil(2 * WIDEST * usual);
  const pairs: { a: number; b: number; gap: number }[] = [];
  order.forEach((a, place) => {
    for (let next = place + 1; next < order.length; next++) {
      const b = order[next]!;
      const [one, other] = [groups[a]!, groups[b]!];
      if (other.left > one.right + reach) break;
      const gapX = Math.max(0, other.left - one.right);
      const gapY = Math.max(0, Math.max(one.top, other.top) - Math.min(one.bottom, other.bottom));
      if (gapY > usual || !areOneDigit(one, other, usual)) continue;
      pairs.push({ a, b, gap: Math.hypot(gapX, gapY) });
    }
  });
  const merged = new Map<number, Group>(groups.map((group, index) => [index, group]));
  for (const { a, b } of pairs.sort((one, other) => one.gap - other.gap)) {
    const [first, second] = [sets.find(a), sets.find(b)];
    if (first === second) continue;
    const [one, other] = [merged.get(first)!, merged.get(second)!];
    if (!areOneDigit(one, other, usual)) continue;
    sets.join(first, second);
    merged.delete(Math.max(first, second));
    merged.set(Math.min(first, second), {
      ...boxAround(one, other),
      labels: [...one.labels, ...other.labels],
      area: one.area + other.area,
    });
  }
  return [...merged.values()];
}
