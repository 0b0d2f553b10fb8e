import { MNIST } from '../../core/dataset';
import type { Activation } from '../../core/experiment';
import type { UnitSum } from '../../protocol/insight';
import type { DigitAtHand } from '../../state/arithmetic-store';
import { formatCount } from '../shared/number-format';

/** What the activation functions do with a weighted sum z. */
export const ACTIVATION_WORDS: Readonly<Record<Activation, string>> = {
  relu: 'ReLU: z, or 0 below zero',
  leakyRelu: 'leaky ReLU: z, or a fifth of it below zero',
  elu: 'ELU: z, or e^z − 1 below zero',
  tanh: 'tanh of z',
  sigmoid: 'sigmoid: 1 ÷ (1 + e^−z)',
};

/** What the last layer's unit at this place stands for. */
export const digitName = (unit: number): string => MNIST.classNames[unit] ?? String(unit);

/** "Unit 17", or "Output unit for 7": units of the last layer stand for digits. */
export const nameOfUnit = ({ place, activation }: UnitSum): string =>
  activation ? `Unit ${place.unit + 1}` : `Output unit for ${digitName(place.unit)}`;

/** "your drawing", or "training digit 42,000, a 7". */
export const atHand = ({ sample }: DigitAtHand): string =>
  sample ? `training digit ${formatCount(sample.index + 1)}, a ${digitName(sample.label)}` : 'your drawing';

/** So many terms are told one by one. */
const TERM_COUNT = 8;

interface Terms {
  /** Places of the inputs that add or take away most, the largest first; none that adds nothing. */
  readonly strongest: readonly number[];
  /** How many others there are, and what they add together. */
  readonly others: number;
  readonly rest: number;
}

export function strongestTerms({ products }: Pick<UnitSum, 'products'>): Terms {
  const size = (i: number) => Math.abs(products[i]!);
  const strongest = [...products.keys()]
    .filter((i) => size(i) > 0)
    .slice()
    .sort((a, b) => size(b) - size(a))
    .slice(0, TERM_COUNT);
  const told = new Set(strongest);
  const rest = products.reduce((sum, product, i) => (told.has(i) ? sum : sum + product), 0);
  return { strongest, others: products.length - strongest.length, rest };
}
