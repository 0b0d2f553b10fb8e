/**
 * What a data set is, apart from its digits: everything that the page must know to train on it, to show it and to give it
 * its due. MNIST is the one that comes with the page; others are brought in by the visitor. Pictures are 28 x 28 in all of
 * them, and there are up to ten classes: see network.ts. A set of fewer leaves the last of a network's outputs unused.
 */
import { SPLIT_RANGES, type Split, type SplitRange } from './splits';

/** How a drawing is made into a picture like the set's own. 'mnist': core/normalise.ts; 'none': its pictures are no handwriting. */
export type Preparation = 'mnist' | 'none';

export interface Dataset {
  /** Kept in records: never renamed. */
  readonly id: string;
  readonly name: string;
  /** What each class is called, in the order of labels; two to ten. */
  readonly classNames: readonly string[];
  readonly splits: Readonly<Record<Split, SplitRange>>;
  readonly preparation: Preparation;
  readonly source: string;
  readonly licence: string;
}

export const MNIST: Dataset = {
  id: 'mnist',
  name: 'MNIST',
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  splits: SPLIT_RANGES,
  preparation: 'mnist',
  source: 'Yann LeCun and Corinna Cortes',
  licence: 'CC BY-SA 3.0',
};

/** Of sets that were brought in: made of what is in them, so that the same files have the same id in every browser. */
const OWN_ID = /^own-[0-9a-f]{12}$/;

/** Whether anything from outside may be the id of a data set. It need not be one that is here. */
export const isDatasetId = (value: unknown): value is string =>
  typeof value === 'string' && (value === MNIST.id || OWN_ID.test(value));

/** The labels of a set, 0 and up. */
export const labelsOf = ({ classNames }: Dataset): number[] => classNames.map((_, label) => label);

/** Digits in all splits together. */
export const digitCount = ({ splits }: Dataset): number =>
  splits.train.count + splits.validation.count + splits.test.count;
