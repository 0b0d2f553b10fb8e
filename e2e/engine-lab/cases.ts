/** What the WebGL engine is held against the reference on: a table of nets, and of plans. */
import { ACTIVATIONS, OPTIMIZERS } from '../../src/core/experiment';
import type { Plan } from '../../src/engine/webgl/plan';
import type { Case } from './compare';

/** Every activation with one optimiser as it is, and with another, weight decay and dropout. Compiled once for both. */
const PAIRS = ACTIVATIONS.flatMap((activation, i): [string, Case][] => {
  const [plain, decayed] = [OPTIMIZERS[i]!, OPTIMIZERS[(i + 2) % OPTIMIZERS.length]!];
  const learningRate = plain === 'rmsprop' ? 0.001 : 0.01;
  return [
    [`${activation}, ${plain}`, { hidden: [24, 12], activation, optimizer: plain, hyper: { learningRate } }],
    [
      `${activation} with dropout, ${decayed} with weight decay`,
      {
        hidden: [24, 12],
        activation,
        optimizer: decayed,
        hyper: { learningRate: 0.002, weightDecay: 0.3, dropout: 0.3 },
      },
    ],
  ];
});

export const TABLE: [string, Case][] = [
  ...PAIRS,
  ['label smoothing', { hidden: [9], hyper: { labelSmoothing: 0.2 } }],
  ['one unit', { hidden: [1] }],
  ['one example', { hidden: [5], batch: 1 }],
  ['sizes that fill no block', { hidden: [7, 3, 5], batch: 11, activation: 'tanh' }],
  ['ragged batches', { hidden: [9], batch: 19, raggedBatch: 3 }],
  ['four hidden layers', { hidden: [20, 16, 12, 8], batch: 24, activation: 'elu' }],
  ['the usual size', { hidden: [128], batch: 128, steps: 6, hyper: { dropout: 0.2, weightDecay: 0.01 } }],
  ['augmentation', { hidden: [24, 12], augmentStrength: 1.2 }],
  ['augmentation in ragged batches', { hidden: [9], batch: 19, raggedBatch: 3, augmentStrength: 2 }],
  ['a wide net', { hidden: [260, 130], batch: 40, steps: 4 }],
  ['the widest layer', { hidden: [2048], batch: 3, steps: 3 }],
  ['the largest batch', { hidden: [6], batch: 2048, steps: 3 }],
  ['no hidden layer', { hidden: [] }],
  [
    'no hidden layer, with weight decay, in ragged batches, augmented',
    {
      hidden: [],
      optimizer: 'sgd',
      batch: 19,
      raggedBatch: 3,
      augmentStrength: 1.2,
      hyper: { learningRate: 0.05, weightDecay: 0.3, labelSmoothing: 0.1 },
    },
  ],
];

/** All forward products in that many parts, and gradient and update fused in these layers. */
export const planOf = (hidden: readonly number[], parts: number, fused: (layer: number) => boolean): Plan =>
  [...hidden, 10].map((_, layer) => ({ parts, fused: fused(layer) }));
export const everywhere = () => true;
export const nowhere = () => false;

export const PLANNED: [string, Case][] = [
  ...OPTIMIZERS.map((optimizer, i): [string, Case] => [
    `${optimizer} fused, ${ACTIVATIONS[i]} in 8 parts, with weight decay and dropout`,
    {
      hidden: [21, 40],
      activation: ACTIVATIONS[i]!,
      optimizer,
      steps: 8,
      hyper: { learningRate: optimizer === 'rmsprop' ? 0.002 : 0.01, weightDecay: 0.3, dropout: 0.3 },
      plan: planOf([21, 40], 8, everywhere),
    },
  ]),
  // 784 pixels and the ones are 197 blocks, so one part is shorter; 3 inputs and the ones are a single one for 5 parts.
  [
    'both at once, sizes that fill no block',
    { hidden: [7, 3, 5], batch: 11, activation: 'tanh', steps: 10, plan: planOf([7, 3, 5], 5, everywhere) },
  ],
  [
    'both in ragged batches, augmented',
    {
      hidden: [12],
      batch: 19,
      raggedBatch: 3,
      augmentStrength: 2,
      steps: 12,
      plan: planOf([12], 8, everywhere),
    },
  ],
  [
    'both by turns in four hidden layers',
    {
      hidden: [20, 16, 12, 8],
      batch: 24,
      activation: 'elu',
      steps: 10,
      hyper: { dropout: 0.1 },
      plan: planOf([20, 16, 12, 8], 3, (layer) => layer % 2 === 0),
    },
  ],
  [
    'no hidden layer, fused, with weight decay',
    { hidden: [], batch: 13, hyper: { weightDecay: 0.3 }, plan: planOf([], 8, everywhere) },
  ],
  // A plan's own: the first layer in parts, the last layer fused.
  ['the usual size', { hidden: [128], batch: 128, steps: 4, plan: planOf([128], 8, (layer) => layer === 1) }],
];
