import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import type { DigitSet } from '../dataset/digit-source';
import type { ClassSummary } from '../protocol/browsing';

const CHUNK = 500;

/** Digits and their pixels, added up by class. */
export interface ClassSums {
  /** uint32 [10]. */
  readonly counts: Uint32Array;
  /** uint32 [10, 784]: 70,000 times 255 fits. */
  readonly pixels: Uint32Array;
}

/** Adds up a split, a chunk at a time; breathe is awaited after each with the time that it took, in ms. */
export async function sumClasses(
  { labels, pixels, count }: DigitSet,
  breathe: (workMs: number) => Promise<void>,
): Promise<ClassSums> {
  const sums = { counts: new Uint32Array(CLASS_COUNT), pixels: new Uint32Array(CLASS_COUNT * PIXEL_COUNT) };
  for (let from = 0; from < count; from += CHUNK) {
    const startedAt = performance.now();
    for (let digit = from; digit < Math.min(from + CHUNK, count); digit++) {
      const label = labels[digit]!;
      sums.counts[label]! += 1;
      const row = label * PIXEL_COUNT;
      const source = digit * PIXEL_COUNT;
      for (let p = 0; p < PIXEL_COUNT; p++) sums.pixels[row + p]! += pixels[source + p]!;
    }
    await breathe(performance.now() - startedAt);
  }
  return sums;
}

/** Counts and average digits of several splits together; a class without digits has an empty picture. */
export function classSummary(parts: readonly ClassSums[]): ClassSummary {
  const add = (pick: (part: ClassSums) => Uint32Array, i: number): number =>
    parts.reduce((sum, part) => sum + pick(part)[i]!, 0);
  const counts = Uint32Array.from({ length: CLASS_COUNT }, (_, label) => add((part) => part.counts, label));
  const means = Uint8Array.from({ length: CLASS_COUNT * PIXEL_COUNT }, (_, i) => {
    const count = counts[Math.floor(i / PIXEL_COUNT)]!;
    return count === 0 ? 0 : Math.round(add((part) => part.pixels, i) / count);
  });
  return { counts, means };
}
