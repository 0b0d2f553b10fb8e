/**
 * Deals digits that come in one heap out to training, validation and test, in the proportions of MNIST, class by class alike,
 * by a seed. The same labels are always dealt alike.
 */
import { CLASS_COUNT } from './network';
import { RANDOM_PURPOSE, randomKey, shuffle } from './random';
import type { Split } from './splits';

/** As MNIST has it: 55,000, 5,000 and 10,000 of 70,000. */
const OF_ALL = { validation: 5 / 70, test: 10 / 70 };
/** Of training digits that come without those for validation: 5,000 of 60,000. */
const OF_TRAINING = { validation: 5 / 60, test: 0 };
const SPLIT_SEED = 42;

/** The places of each split's digits, rising. */
export type Deal = Readonly<Record<Split, Uint32Array>>;

/** Splits off validation digits and, unless there are test digits already, those too: one of each at least. */
export function splitDigits(labels: Uint8Array, hasTest: boolean): Deal {
  const shares = hasTest ? OF_TRAINING : OF_ALL;
  const shuffled = Uint32Array.from(labels, (_, place) => place);
  shuffle(shuffled, randomKey(SPLIT_SEED, RANDOM_PURPOSE.datasetSplit));
  // By class, at random within each: whoever takes every tenth has a tenth of each class.
  const order = new Uint32Array(labels.length);
  let count = 0;
  for (let label = 0; label < CLASS_COUNT; label++) {
    for (const place of shuffled) if (labels[place] === label) order[count++] = place;
  }
  const validation = spread(order, Math.max(1, Math.round(labels.length * shares.validation)));
  const others = order.filter((place) => !validation.has(place));
  const test = hasTest
    ? new Set<number>()
    : spread(others, Math.max(1, Math.round(labels.length * shares.test)));
  return {
    train: others.filter((place) => !test.has(place)).sort(),
    validation: Uint32Array.from(validation).sort(),
    test: Uint32Array.from(test).sort(),
  };
}

/** So many, evenly spread over a list. */
const spread = (from: Uint32Array, count: number): Set<number> =>
  new Set(Array.from({ length: count }, (_, i) => from[Math.floor(((i + 0.5) * from.length) / count)]!));
