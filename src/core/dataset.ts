/**
 * What a data set is, apart from its digits: everything that the page must know to train on it, to show it and to give it
 * its due. MNIST is the one there is. Pictures are 28 x 28 and classes are ten in all of them: see network.ts.
 */
import { SPLIT_RANGES, type Split, type SplitRange } from './splits';

export interface Dataset {
  /** Kept in records: never renamed. */
  readonly id: string;
  readonly name: string;
  /** What each class is called, in the order of labels. */
  readonly classNames: readonly string[];
  readonly splits: Readonly<Record<Split, SplitRange>>;
  /** How a drawing is made into a picture like the set's own. 'mnist': core/normalise.ts. */
  readonly preparation: 'mnist';
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

/** The labels of a set, 0 and up. */
export const labelsOf = ({ classNames }: Dataset): number[] => classNames.map((_, label) => label);

/** Digits in all splits together. */
export const digitCount = ({ splits }: Dataset): number =>
  splits.train.count + splits.validation.count + splits.test.count;
