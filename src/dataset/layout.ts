/**
 * How the set is cut up. Fixed before anything is downloaded, so that the number of steps in an epoch, and the order of the
 * digits, are known at once; a manifest that says otherwise is refused.
 */
import type { Split } from '../core/splits';

export interface DigitLayout {
  /** Digits per sprite sheet. */
  readonly shardSize: number;
  /** Sprite sheets of each split. Validation digits are the last of MNIST's own 60,000 training digits. */
  readonly shardCounts: Readonly<Record<Split, number>>;
}

export const MNIST_LAYOUT: DigitLayout = {
  shardSize: 5000,
  shardCounts: { train: 11, validation: 1, test: 2 },
};

export const splitCount = (layout: DigitLayout, split: Split): number =>
  layout.shardSize * layout.shardCounts[split];
