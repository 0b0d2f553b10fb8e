/** Connected parts of ink: which pixels hang together, also over corners (A. Rosenfeld and J. L. Pfaltz, JACM 13, 1966). */
import { DisjointSets } from './disjoint-sets';
import type { Box } from './picture';

export interface Part extends Box {
  /** Its pixels have this value in the labels; 1 and more. */
  readonly label: number;
  /** Number of pixels. */
  readonly area: number;
}

export interface Parts {
  /** Row by row; 0 for paper. */
  readonly labels: Int32Array;
  readonly parts: readonly Part[];
}

interface Run {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

/** More runs of ink than this are no writing, but a picture of something else. */
const MOST_RUNS = 600_000;

/** Undefined where there is so much and so broken ink that it can be no writing. mask: uint8 [height * width]. */
export function partsOf(mask: Uint8Array, width: number, height: number): Parts | undefined {
  const runs: Run[] = [];
  const rows = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    rows[y] = runs.length;
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] === 0) continue;
      const left = x;
      while (x < width && mask[y * width + x] === 1) x++;
      runs.push({ y, left, right: x });
    }
    if (runs.length > MOST_RUNS) return undefined;
  }
  rows[height] = runs.length;
  const sets = new DisjointSets(runs.length);
  for (let y = 1; y < height; y++) {
    let above = rows[y - 1]!;
    for (let here = rows[y]!; here < rows[y + 1]!; here++) {
      const run = runs[here]!;
      while (above < rows[y]! && runs[above]!.right < run.left) above++;
      for (let other = above; other < rows[y]! && runs[other]!.left <= run.right; other++)
        sets.join(here, other);
    }
  }
  return gather(runs, sets, width, height);
}

function gather(runs: readonly Run[], sets: DisjointSets, width: number, height: number): Parts {
  const labels = new Int32Array(width * height);
  const numbers = new Int32Array(runs.length);
  const parts: { label: number; area: number; left: number; top: number; right: number; bottom: number }[] =
    [];
  runs.forEach(({ y, left, right }, index) => {
    const root = sets.find(index);
    if (numbers[root] === 0) {
      numbers[root] = parts.length + 1;
      parts.push({ label: parts.length + 1, area: 0, left, top: y, right, bottom: y + 1 });
    }
    const label = numbers[root]!;
    labels.fill(label, y * width + left, y * width + right);
    const part = parts[label - 1]!;
    part.area += right - left;
    part.left = Math.min(part.left, left);
    part.right = Math.max(part.right, right);
    part.bottom = y + 1;
  });
  return { labels, parts };
}
