/**
 * The challenge: which kept runs read the test digits best within a limit. Nothing of it is stored: it is what the runs'
 * records say, so a run that is renamed, trained on or deleted is so here too.
 */
import { layerSizesOf, parameterCount } from '../../core/network';
import type { RunRecord } from '../../library/run-record';

interface Category {
  /** The end of its test id: challenge-<key>. */
  readonly key: string;
  readonly title: string;
  readonly of: 'weights' | 'seconds';
  /** The most that a run may have. */
  readonly most: number;
}

export const CATEGORIES: readonly Category[] = [
  { key: 'weights-10000', title: 'At most 10,000 weights', of: 'weights', most: 10_000 },
  { key: 'weights-50000', title: 'At most 50,000 weights', of: 'weights', most: 50_000 },
  { key: 'seconds-10', title: 'At most 10 seconds of training', of: 'seconds', most: 10 },
  { key: 'seconds-30', title: 'At most 30 seconds of training', of: 'seconds', most: 30 },
];

export const PLACE_COUNT = 5;

export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly colour: number;
  readonly testAccuracyFraction: number;
  /** The best of the run; undefined when it was never measured. */
  readonly validationAccuracyFraction: number | undefined;
  /** Weights and biases. */
  readonly weights: number;
  readonly seconds: number;
}

/** A run that others' training or hands have no part in, and whose test digits were read. Undefined for others. */
function entryOf(run: RunRecord): Entry | undefined {
  const { id, name, colour, origin, hidden, test, best, experiment, trainSeconds } = run;
  if (!test || hidden || origin !== 'trained' || trainSeconds <= 0) return undefined;
  return {
    id,
    name,
    colour,
    testAccuracyFraction: test.accuracyFraction,
    validationAccuracyFraction: best?.accuracyFraction,
    weights: parameterCount(layerSizesOf(experiment.hidden)),
    seconds: trainSeconds,
  };
}

/**
 * The best five, the best first; of equals the one that took less, then the earlier. A run that went on after its test
 * digits were read counts with all its seconds, never with fewer than it took.
 */
export function ranking(records: readonly RunRecord[], { of, most }: Category): Entry[] {
  return records
    .slice()
    .sort((a, b) => a.createdAt - b.createdAt)
    .flatMap((run) => entryOf(run) ?? [])
    .filter((entry) => entry[of] <= most)
    .slice()
    .sort((a, b) => b.testAccuracyFraction - a.testAccuracyFraction || a[of] - b[of])
    .slice(0, PLACE_COUNT);
}
