/** The map in sentences. */
import { CLASS_COUNT } from '../../core/network';
import type { LabelledDigits, MapReport } from '../../protocol/insight';
import { formatCount, formatPercent } from '../shared/number-format';

/** "a 4, read as 9; digit 17 of the validation digits". */
export function describePoint(point: number, { labels }: LabelledDigits, { readings }: MapReport): string {
  const [label, reading] = [labels[point]!, readings[point]!];
  const outcome = label === reading ? 'read right' : `read as ${reading}`;
  return `A ${label}, ${outcome}; validation digit ${formatCount(point + 1)}`;
}

export function summariseMap(
  { readings, explained, units, step }: MapReport,
  { labels }: LabelledDigits,
): string {
  const misread = readings.filter((reading, point) => reading !== labels[point]).length;
  const [first, second] = explained;
  return (
    `${formatCount(readings.length)} validation digits at step ${formatCount(step)}; ${misread === 1 ? '1 is' : `${formatCount(misread)} are`} misread. ` +
    `The plane holds ${formatPercent(first + second, 0)} of the variance of the last hidden layer’s ` +
    `${formatCount(units)} units: ${formatPercent(first, 0)} and ${formatPercent(second, 0)} along its two components.`
  );
}

/** The pairs of classes that overlap most: their centres are near, measured by how wide they are. */
export function nearestClasses(
  { coordinates }: MapReport,
  { labels }: LabelledDigits,
  pairCount: number,
): [number, number][] {
  const centres = Array.from({ length: CLASS_COUNT }, () => ({ count: 0, x: 0, y: 0, spread: 0 }));
  labels.forEach((label, point) => {
    const centre = centres[label]!;
    centre.count++;
    centre.x += coordinates[2 * point]!;
    centre.y += coordinates[2 * point + 1]!;
  });
  for (const centre of centres) {
    centre.x /= centre.count;
    centre.y /= centre.count;
  }
  labels.forEach((label, point) => {
    const { x, y, count } = centres[label]!;
    const square = (coordinates[2 * point]! - x) ** 2 + (coordinates[2 * point + 1]! - y) ** 2;
    centres[label]!.spread += square / count;
  });
  const pairs: { classes: [number, number]; gap: number }[] = [];
  for (let a = 0; a < CLASS_COUNT; a++) {
    for (let b = a + 1; b < CLASS_COUNT; b++) {
      const [p, q] = [centres[a]!, centres[b]!];
      const gap = Math.hypot(p.x - q.x, p.y - q.y) / Math.sqrt(p.spread + q.spread);
      if (Number.isFinite(gap)) pairs.push({ classes: [a, b], gap });
    }
  }
  return pairs
    .slice()
    .sort((a, b) => a.gap - b.gap)
    .slice(0, pairCount)
    .map(({ classes }) => classes);
}
