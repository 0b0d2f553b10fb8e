/**
 * `most` of the items at most, evenly chosen, the first and the last among them: a pen that was held for minutes leaves
 * thousands of points, of which no picture needs more than these. most: at least 2.
 */
export function thinned<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))]!);
}
