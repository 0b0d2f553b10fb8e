/**
 * The reference engine against tfjs's own high-level stack: the same dense network as a tf.layers model, trained by
 * tf.train's optimisers through trainOnBatch, which share no code with our forward pass, gradients or update rules.
 */
import * as tfjs from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATIONS, type Activation, type Optimizer } from '../../core/experiment';
import { initialState } from '../../core/initial-weights';
import { type LayerWeights, layerSizesOf } from '../../core/network';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../../core/random';
import type { Batch } from '../../core/batch';
import { EPSILON, MOMENTUM, RMSPROP_DECAY } from '../../core/training/constants';
import type { StepHyper } from '../engine';
import { openBackend } from './backend';
import { TfjsEngine } from './tfjs-engine';

const BATCH = 16;
/** RMSprop's first steps are sqrt(10) times larger; at 0.01 the loss explodes and float noise with it. */
const RMSPROP_RATE = 0.001;
const PLAIN: StepHyper = { learningRate: 0.01, weightDecay: 0, dropout: 0, labelSmoothing: 0 };

/** A batch that can be learned: noise, with a bright bar whose place depends on the label. */
function batchAt(step: number, count = BATCH): Batch {
  const pixels = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    labels[row] = Math.floor(randomUniform(99, step * 1000 + row) * 10);
    for (let i = 0; i < 784; i++) {
      const bar = Math.floor(i / 78) === labels[row];
      pixels[row * 784 + i] = (bar ? 150 : 0) + 100 * randomUniform(row + 17 * step, i);
    }
  }
  return { pixels, labels, count, indices: new Uint32Array(count), epoch: 0 };
}

async function engineFor(hidden: number[], activation: Activation, optimizer: Optimizer) {
  const network = { layerSizes: layerSizesOf(hidden), activation };
  const state = initialState(network, optimizer, 7);
  const engine = new TfjsEngine('tfjs-cpu');
  await engine.init({ network, optimizer, maxBatchSize: BATCH, seed: 7 }, state);
  return { engine, state, network };
}

function layersModel(hidden: number[], activation: Activation, weights: readonly LayerWeights[]) {
  const model = tfjs.sequential();
  weights.forEach(({ bias }, layer) => {
    const last = layer === weights.length - 1;
    const input = layer === 0 ? { inputShape: [784] } : {};
    model.add(
      tfjs.layers.dense({ units: bias.length, ...input, ...(last ? { activation: 'softmax' } : {}) }),
    );
    if (last) return;
    if (activation === 'leakyRelu') model.add(tfjs.layers.leakyReLU({ alpha: 0.2 }));
    else model.add(tfjs.layers.activation({ activation }));
  });
  const sizes = layerSizesOf(hidden);
  model.setWeights(
    weights.flatMap(({ kernel, bias }, l) => [
      tfjs.tensor2d(kernel.slice(), [sizes[l]!, sizes[l + 1]!]),
      tfjs.tensor1d(bias.slice()),
    ]),
  );
  return model;
}

const OPTIMIZERS: Record<Exclude<Optimizer, 'adamw'>, () => tfjs.Optimizer> = {
  sgd: () => tfjs.train.sgd(PLAIN.learningRate),
  momentum: () => tfjs.train.momentum(PLAIN.learningRate, MOMENTUM),
  rmsprop: () => tfjs.train.rmsprop(RMSPROP_RATE, RMSPROP_DECAY, 0, EPSILON),
  adam: () => tfjs.train.adam(PLAIN.learningRate, 0.9, 0.999, EPSILON),
};

beforeAll(async () => {
  const opened = await openBackend('tfjs-cpu');
  expect(opened.ok).toBe(true);
});

describe('against tf.layers and tf.train', () => {
  const table: [number[], Activation, Exclude<Optimizer, 'adamw'>][] = [
    ...ACTIVATIONS.map((a): [number[], Activation, 'adam'] => [[24, 12], a, 'adam']),
    [[32], 'relu', 'sgd'],
    [[32], 'tanh', 'momentum'],
    [[32], 'relu', 'rmsprop'],
  ];
  it.each(table)(
    'hidden %j, %s, %s: same losses and weights after 12 steps',
    async (hidden, activation, optimizer) => {
      const { engine, state } = await engineFor(hidden, activation, optimizer);
      const model = layersModel(hidden, activation, state.weights);
      model.compile({
        optimizer: OPTIMIZERS[optimizer](),
        loss: 'categoricalCrossentropy',
        metrics: ['accuracy'],
      });
      for (let step = 0; step < 12; step++) {
        const batch = batchAt(step);
        engine.step(batch, optimizer === 'rmsprop' ? { ...PLAIN, learningRate: RMSPROP_RATE } : PLAIN);
        const x = tfjs.div(tfjs.tensor2d(batch.pixels, [BATCH, 784], 'float32'), 255);
        const y = tfjs.oneHot(tfjs.tensor1d(batch.labels, 'int32'), 10);
        const [loss, accuracy] = (await model.trainOnBatch(x, y)) as number[];
        const metrics = await engine.readMetrics();
        expect(metrics.exampleCount).toBe(BATCH);
        expect(metrics.loss).toBeCloseTo(loss!, 4);
        expect(metrics.accuracyFraction).toBeCloseTo(accuracy!, 6);
      }
      const expected = await Promise.all(model.getWeights().map((w) => w.data()));
      const { weights } = await engine.exportState();
      weights.forEach(({ kernel, bias }, l) => {
        for (const [ours, theirs] of [
          [kernel, expected[2 * l]!],
          [bias, expected[2 * l + 1]!],
        ] as const) {
          const worst = ours.reduce((max, value, i) => Math.max(max, Math.abs(value - theirs[i]!)), 0);
          expect(worst).toBeLessThan(2e-4);
        }
      });
      engine.dispose();
    },
  );
});

describe('what tf.layers has no counterpart for', () => {
  it('shrinks kernels only, by learningRate * weightDecay, under adamw', async () => {
    const { engine, state } = await engineFor([8], 'relu', 'adamw');
    const twin = await engineFor([8], 'relu', 'adamw');
    engine.step(batchAt(0), { ...PLAIN, weightDecay: 0.5 });
    twin.engine.step(batchAt(0), PLAIN);
    const decayed = (await engine.exportState()).weights[0]!;
    const plain = (await twin.engine.exportState()).weights[0]!;
    const before = state.weights[0]!.kernel;
    const worst = decayed.kernel.reduce(
      (max, value, i) => Math.max(max, Math.abs(value - (plain.kernel[i]! - 0.01 * 0.5 * before[i]!))),
      0,
    );
    expect(worst).toBeLessThan(1e-6);
    expect(decayed.bias).toEqual(plain.bias);
  });

  it('drops exactly the units that the counter says, and keeps the others scaled', async () => {
    // One hidden layer, learning rate 1, sgd: a unit dropped for every row gets no gradient at all.
    const { engine, state } = await engineFor([40], 'relu', 'sgd');
    engine.step(batchAt(3, 1), { ...PLAIN, learningRate: 1, dropout: 0.5 });
    const after = (await engine.exportState()).weights[1]!.kernel;
    const key = randomKey(7, RANDOM_PURPOSE.dropout, 0, 0);
    let droppedCount = 0;
    for (let unit = 0; unit < 40; unit++) {
      if (randomUniform(key, unit) >= 0.5) continue;
      droppedCount++;
      for (let c = 0; c < 10; c++) expect(after[unit * 10 + c]).toBe(state.weights[1]!.kernel[unit * 10 + c]);
    }
    expect(droppedCount).toBeGreaterThan(8);
    expect(after).not.toEqual(state.weights[1]!.kernel);
  });

  it('spreads the target under label smoothing: loss of an untrained zero network is ln 10 either way', async () => {
    const { engine, state, network } = await engineFor([4], 'relu', 'sgd');
    const zeros = state.weights.map(({ kernel, bias }) => ({ kernel: kernel.slice().fill(0), bias }));
    await engine.init(
      { network, optimizer: 'sgd', maxBatchSize: 4, seed: 1 },
      { step: 0, weights: zeros, slots: [] },
    );
    // softmax is even, so d loss / d bias_c = 1/10 - target_c; one row of label L and smoothing 0.2.
    const batch = batchAt(0, 1);
    engine.step(batch, { ...PLAIN, learningRate: 1, labelSmoothing: 0.2 });
    expect((await engine.readMetrics()).loss).toBeCloseTo(Math.log(10), 5);
    const bias = (await engine.exportState()).weights[1]!.bias;
    bias.forEach((value, c) => {
      const target = (c === batch.labels[0] ? 0.8 : 0) + 0.02;
      expect(value).toBeCloseTo(target - 0.1, 5);
    });
  });
});

describe('as a training engine', () => {
  it('resumes from an exported state with the numbers of a run that never stopped', async () => {
    const { engine, network } = await engineFor([16], 'relu', 'adam');
    const hyper = { ...PLAIN, dropout: 0.3 };
    for (let step = 0; step < 4; step++) engine.step(batchAt(step), hyper);
    const half = await engine.exportState();
    for (let step = 4; step < 8; step++) engine.step(batchAt(step), hyper);
    const whole = await engine.exportState();
    const resumed = new TfjsEngine('tfjs-cpu');
    await resumed.init({ network, optimizer: 'adam', maxBatchSize: BATCH, seed: 7 }, half);
    for (let step = 4; step < 8; step++) resumed.step(batchAt(step), hyper);
    expect(await resumed.exportState()).toEqual(whole);
    expect(whole.step).toBe(8);
  });

  it('keeps the tensor count level over 100 steps, 50 predictions, readings, exports and 3 runs', async () => {
    const counts: number[] = [];
    const { numTensors: before } = tfjs.memory();
    for (let run = 0; run < 3; run++) {
      const { engine } = await engineFor([4], 'relu', 'adam');
      const batch = batchAt(0, 2);
      engine.step(batch, PLAIN);
      await engine.readMetrics();
      const level = tfjs.memory().numTensors;
      for (let step = 0; step < 100; step++) engine.step(batch, { ...PLAIN, dropout: 0.1 });
      for (let i = 0; i < 50; i++) await engine.predict(batch.pixels, 1);
      await engine.readMetrics();
      await engine.exportState();
      expect(tfjs.memory().numTensors).toBe(level);
      engine.dispose();
      counts.push(tfjs.memory().numTensors);
    }
    expect(counts).toEqual([before, before, before]);
  });

  it('takes ragged batches and predicts rows that sum to 1', async () => {
    const { engine } = await engineFor([8, 8], 'elu', 'adam');
    engine.step(batchAt(0, 5), PLAIN);
    expect((await engine.readMetrics()).exampleCount).toBe(5);
    const many = batchAt(1, 1203);
    const probabilities = await engine.predict(many.pixels, many.count);
    expect(probabilities.length).toBe(12030);
    for (const row of [0, 999, 1000, 1202]) {
      const sum = probabilities.subarray(row * 10, row * 10 + 10).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
    const alone = await engine.predict(many.pixels.subarray(1202 * 784), 1);
    alone.forEach((p, c) => expect(p).toBeCloseTo(probabilities[12020 + c]!, 5));
  });
});

it('goes on although another engine has made its own backend the current one', async () => {
  const { engine, state } = await engineFor([8], 'relu', 'adam');
  // No kernel is registered for it: any operation that ran here would throw.
  tfjs.registerBackend('another', () => new tfjs.KernelBackend());
  const elsewhere = () => tfjs.setBackend('another');
  try {
    await elsewhere();
    engine.step(batchAt(0), PLAIN);
    await elsewhere();
    expect((await engine.readMetrics()).exampleCount).toBe(BATCH);
    await elsewhere();
    expect((await engine.exportState()).step).toBe(1);
    await elsewhere();
    expect(await engine.predict(batchAt(0).pixels, 2)).toHaveLength(20);
    await elsewhere();
    await engine.init(
      {
        network: { layerSizes: layerSizesOf([8]), activation: 'relu' },
        optimizer: 'adam',
        maxBatchSize: BATCH,
        seed: 7,
      },
      state,
    );
    engine.dispose();
  } finally {
    await tfjs.setBackend('cpu');
  }
});
