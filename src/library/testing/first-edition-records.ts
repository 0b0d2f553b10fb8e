/**
 * Records as the page's first edition kept them, written out by hand: they stay as they are, whatever becomes of the code.
 * Networks of one hidden unit, 785 + 20 parameters.
 */
const layers = (kernel: number, bias: number) => [
  { kernel: new Float32Array(784).fill(kernel), bias: Float32Array.of(bias) },
  { kernel: new Float32Array(10).fill(kernel), bias: new Float32Array(10).fill(bias) },
];

/** Stopped on its way, in its second epoch of five; 430 steps to each. */
export const pausedRecord = () => ({
  id: '0b8e8a52-6a39-4b0f-9d6a-0f3a8d1c2e77',
  savedAt: 1_795_392_000_000,
  epoch: 1,
  testAccuracy: null,
  checkpoint: {
    experiment: {
      engine: 'auto',
      hidden: [1],
      activation: 'relu',
      firstLayer: 'random',
      optimizer: 'adam',
      learningRate: 0.004,
      schedule: 'cosine',
      batchSize: 128,
      epochs: 5,
      dropout: 0,
      weightDecay: 0,
      labelSmoothing: 0,
      augment: false,
      augmentStrength: 1,
      seed: 42,
    },
    state: {
      step: 500,
      weights: layers(0.25, -0.5),
      slots: [layers(0.001, 0.002), layers(0.000001, 0.000002)],
    },
    trainSeconds: 3.5,
  },
  curves: {
    trainLoss: { steps: [100, 500], values: [1.9, 1.2], length: 2 },
    trainAccuracy: { steps: [100, 500], values: [0.3, 0.55], length: 2 },
    validationLoss: { steps: [430], values: [1.25], length: 1 },
    validationAccuracy: { steps: [430], values: [0.54], length: 1 },
  },
});

/** Trained to its end, at its best after two of three epochs of 3438 steps, without optimiser memory, and tested. */
export const finishedRecord = () => ({
  id: 'c4f6d9e0-93c1-4a57-8a0e-5f2b7a6d1b10',
  savedAt: 1_795_478_400_000,
  epoch: 3,
  testAccuracy: 0.5625,
  checkpoint: {
    experiment: {
      engine: 'simd',
      hidden: [1],
      activation: 'tanh',
      firstLayer: 'gabor',
      optimizer: 'sgd',
      learningRate: 0.1,
      schedule: 'step',
      batchSize: 16,
      epochs: 3,
      dropout: 0,
      weightDecay: 0,
      labelSmoothing: 0,
      augment: true,
      augmentStrength: 0.5,
      seed: 7,
    },
    state: { step: 10_314, weights: layers(-1, 1), slots: [] },
    trainSeconds: 42,
  },
  curves: {
    trainLoss: { steps: [], values: [], length: 0 },
    trainAccuracy: { steps: [], values: [], length: 0 },
    validationLoss: { steps: [3438, 6876, 10_314], values: [1.5, 1.25, 1.375], length: 3 },
    validationAccuracy: { steps: [3438, 6876, 10_314], values: [0.5, 0.59375, 0.5625], length: 3 },
  },
});
