/** What the WebGPU engine is held against the reference on: nets, and the plans that they are trained by. */
import { ACTIVATIONS, OPTIMIZERS } from '../../src/core/experiment';
import type { PlanName } from '../../src/engine/webgpu/plan';
import type { Case } from './compare';

type Row = readonly [name: string, net: Case, plan: PlanName];

/** Each activation, optimiser and plan of small nets once, in nets that are quick to compile: where WebGPU is imitated. */
export const SHORT_TABLE: readonly Row[] = [
  [
    'relu, adam with weight decay and dropout, in parts',
    { hidden: [21, 13], steps: 10, hyper: { weightDecay: 0.3, dropout: 0.3 } },
    'split',
  ],
  [
    'leakyRelu, sgd, with label smoothing',
    {
      hidden: [9],
      activation: 'leakyRelu',
      optimizer: 'sgd',
      steps: 10,
      hyper: { learningRate: 0.05, labelSmoothing: 0.2 },
    },
    'plain',
  ],
  [
    'elu, rmsprop with weight decay, sizes that fill no quad, augmented, in ragged batches',
    {
      hidden: [7, 3, 5],
      batch: 19,
      raggedBatch: 3,
      augmentStrength: 2,
      activation: 'elu',
      optimizer: 'rmsprop',
      steps: 10,
      hyper: { learningRate: 0.001, weightDecay: 0.1 },
    },
    'deep',
  ],
  [
    'tanh, momentum with dropout',
    {
      hidden: [18],
      activation: 'tanh',
      optimizer: 'momentum',
      batch: 33,
      raggedBatch: 1,
      steps: 10,
      hyper: { dropout: 0.2 },
    },
    'narrow',
  ],
  [
    'sigmoid, adamw with weight decay',
    {
      hidden: [1],
      activation: 'sigmoid',
      optimizer: 'adamw',
      batch: 5,
      steps: 10,
      hyper: { weightDecay: 0.3 },
    },
    'plain',
  ],
  [
    'no hidden layer, augmented, in ragged batches',
    {
      hidden: [],
      batch: 19,
      raggedBatch: 3,
      augmentStrength: 1.2,
      steps: 10,
      hyper: { dropout: 0.5, weightDecay: 0.3, labelSmoothing: 0.1 },
    },
    'plain',
  ],
];

/** Every activation with one optimiser as it is and in whole sums, and with another, weight decay and dropout, in parts. */
const PAIRS = ACTIVATIONS.flatMap((activation, i): Row[] => {
  const [plain, decayed] = [OPTIMIZERS[i]!, OPTIMIZERS[(i + 2) % OPTIMIZERS.length]!];
  const learningRate = plain === 'rmsprop' ? 0.001 : 0.01;
  return [
    [
      `${activation}, ${plain}`,
      { hidden: [24, 12], activation, optimizer: plain, steps: 10, hyper: { learningRate } },
      'plain',
    ],
    [
      `${activation} with dropout, ${decayed} with weight decay, in parts`,
      {
        hidden: [21, 40, 13],
        activation,
        optimizer: decayed,
        steps: 10,
        hyper: { learningRate: 0.002, weightDecay: 0.3, dropout: 0.3 },
      },
      i % 2 === 0 ? 'split' : 'narrow',
    ],
  ];
});

/** Minutes where WebGPU is imitated, seconds on a card. */
export const LONG_TABLE: readonly Row[] = [
  ...SHORT_TABLE,
  ...PAIRS,
  [
    'four hidden layers',
    { hidden: [20, 16, 12, 8], batch: 24, activation: 'elu', steps: 8, hyper: { dropout: 0.1 } },
    'split',
  ],
  ['a wide net in large tiles', { hidden: [260, 130], batch: 72, steps: 3 }, 'wide-split'],
  ['the widest layer', { hidden: [2048], batch: 3, steps: 2 }, 'wide'],
  ['the largest batch', { hidden: [6], batch: 2048, steps: 2 }, 'plain'],
  ['the usual size', { hidden: [128], batch: 128, steps: 3, hyper: { dropout: 0.2 } }, 'split'],
];
