/**
 * Both builds of the kernels against an independent float64 implementation: over nets, activations, optimisers and the edges
 * (one unit, one digit, a batch and layers that fill neither tiles nor panels).
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../../core/batch';
import type { Activation, Optimizer } from '../../core/experiment';
import { ACTIVATIONS, OPTIMIZERS } from '../../core/experiment';
import { initialState } from '../../core/initial-weights';
import type { TrainState } from '../../core/network';
import { layerSizesOf } from '../../core/network';
import type { EngineConfig, StepHyper } from '../engine';
import { barBatch, relativeDistance, worstDistance } from '../testing/batches';
import { PlainNetwork } from '../testing/plain-network';
import { SimdEngine } from './simd-engine';
import { hasRelaxedSimd, hasSimd } from './simd-support';

// Node 20 and 22 know relaxed SIMD but do not enable it; later ones do, and no longer know the flag.
if (!hasRelaxedSimd()) setFlagsFromString('--experimental-wasm-relaxed-simd');

const BUILDS = [
  ['baseline', true],
  ['relaxed', hasRelaxedSimd()],
] as const;
type Build = (typeof BUILDS)[number][0];

const modules = new Map<Build, WebAssembly.Module>();
function moduleOf(build: Build): WebAssembly.Module {
  const bytes = (): Uint8Array<ArrayBuffer> =>
    readFileSync(new URL(`./generated/${build}.wasm`, import.meta.url));
  const module = modules.get(build) ?? new WebAssembly.Module(bytes());
  modules.set(build, module);
  return module;
}

const PLAIN: StepHyper = { learningRate: 0.002, weightDecay: 0, dropout: 0, labelSmoothing: 0 };
const SEED = 11;

/** Logits whose softmax is 1 for the first class. All far from the zeros that pad the layer. */
const FAR_ABOVE = [1000, ...Array.from({ length: 9 }, () => 0)];
const FAR_BELOW = [-1000, ...Array.from({ length: 9 }, () => -2000)];

function setUp(
  hidden: readonly number[],
  activation: Activation,
  optimizer: Optimizer,
  maxBatchSize: number,
) {
  const network = { layerSizes: layerSizesOf(hidden), activation };
  const config: EngineConfig = { network, optimizer, maxBatchSize, seed: SEED };
  return { config, state: initialState(network, optimizer, SEED) };
}

async function engineOf(build: Build, config: EngineConfig, state: TrainState): Promise<SimdEngine> {
  const engine = new SimdEngine(moduleOf(build));
  await engine.init(config, state);
  return engine;
}

it('finds out what WebAssembly understands here', () => {
  expect(hasSimd()).toBe(true);
});

describe.each(BUILDS)('%s kernels', (build, available) => {
  interface Case {
    readonly hidden?: readonly number[];
    readonly activation?: Activation;
    readonly optimizer?: Optimizer;
    readonly hyper?: Partial<StepHyper>;
    readonly count?: number;
    readonly steps?: number;
    readonly background?: boolean;
  }
  const cases: [string, Case][] = [
    ...ACTIVATIONS.map((activation): [string, Case] => [activation, { activation, hidden: [24, 16] }]),
    ...OPTIMIZERS.map((optimizer): [string, Case] => [
      `${optimizer} with weight decay`,
      { optimizer, hyper: { weightDecay: 0.05 } },
    ]),
    ['label smoothing', { hyper: { labelSmoothing: 0.2 } }],
    ['dropout', { hidden: [30, 20], activation: 'tanh', hyper: { dropout: 0.3 } }],
    ['dropout and a slope at 0', { hidden: [30, 20], activation: 'leakyRelu', hyper: { dropout: 0.3 } }],
    ['one unit', { hidden: [1], activation: 'tanh' }],
    ['one unit in each of four layers', { hidden: [1, 1, 1, 1], activation: 'sigmoid' }],
    ['four layers', { hidden: [17, 9, 8, 7], activation: 'elu' }],
    ['no hidden layer', { hidden: [] }],
    ['one digit at a time', { count: 1 }],
    ['a batch of seven', { count: 7, hidden: [13] }],
    ['pixels without blanks', { background: true, hyper: { learningRate: 0.0005 } }],
    [
      'a batch of several row blocks, with dropout',
      { count: 261, hidden: [9, 9], activation: 'tanh', hyper: { dropout: 0.3 }, steps: 2 },
    ],
    ['one wide layer', { hidden: [130], steps: 10 }],
  ];
  it.runIf(available).each(cases)('%s: same losses and weights as float64', async (_, test) => {
    const { hidden = [20], activation = 'relu', optimizer = 'adam', count = 10, steps = 25 } = test;
    const hyper = { ...PLAIN, ...test.hyper };
    const { config, state } = setUp(hidden, activation, optimizer, count);
    const engine = await engineOf(build, config, state);
    const plain = new PlainNetwork(config, state);
    for (let step = 0; step < steps; step++) {
      const batch = barBatch(step, count, test.background);
      engine.step(batch, hyper);
      const loss = plain.step(batch, hyper);
      const metrics = await engine.readMetrics();
      expect(Math.abs(metrics.loss - loss)).toBeLessThan(1e-4 * Math.max(1, loss));
      expect(metrics.exampleCount).toBe(count);
    }
    const { weights, slots, step } = await engine.exportState();
    expect(step).toBe(steps);
    expect(worstDistance(weights, plain.layers)).toBeLessThan(1e-3);
    slots.forEach((slot, s) => expect(worstDistance(slot, plain.slots[s]!)).toBeLessThan(1e-3));

    const digits = barBatch(1000, 5);
    const probabilities = await engine.predict(digits.pixels, 5);
    for (let row = 0; row < 5; row++) {
      const expected = plain.probabilities(digits.pixels.subarray(row * 784, (row + 1) * 784));
      expect(relativeDistance(probabilities.subarray(row * 10, row * 10 + 10), expected)).toBeLessThan(1e-3);
    }
  });

  it.runIf(available)('a ragged last batch and a smaller one after it', async () => {
    const { config, state } = setUp([20], 'sigmoid', 'adam', 12);
    const engine = await engineOf(build, config, state);
    const plain = new PlainNetwork(config, state);
    for (const count of [12, 5, 1, 12, 2]) {
      const batch = barBatch(count, count);
      engine.step(batch, { ...PLAIN, dropout: 0.2 });
      plain.step(batch, { ...PLAIN, dropout: 0.2 });
    }
    expect(worstDistance((await engine.exportState()).weights, plain.layers)).toBeLessThan(1e-4);
  });

  it.runIf(available)('stopping, saving and resuming gives the very same numbers', async () => {
    const hyper = { ...PLAIN, dropout: 0.25, weightDecay: 0.01 };
    for (const optimizer of OPTIMIZERS) {
      const { config, state } = setUp([19, 11], 'elu', optimizer, 9);
      const straight = await engineOf(build, config, state);
      const before = await engineOf(build, config, state);
      for (let step = 0; step < 8; step++) straight.step(barBatch(step, 9), hyper);
      for (let step = 0; step < 4; step++) before.step(barBatch(step, 9), hyper);
      const after = await engineOf(build, config, structuredClone(await before.exportState()));
      expect(after.stepCount).toBe(4);
      for (let step = 4; step < 8; step++) after.step(barBatch(step, 9), hyper);
      expect(await after.exportState()).toEqual(await straight.exportState());
    }
  });

  // Engines take steps in float32, so the gradient is read off a step of plain SGD: (before - after) / learningRate.
  it.runIf(available).each(ACTIVATIONS.flatMap((a) => [0, 0.3].map((s) => [a, s] as const)))(
    'gradient of %s, label smoothing %d, by finite differences',
    async (activation, labelSmoothing) => {
      const { config, state } = setUp([6, 5], activation, 'sgd', 6);
      const hyper = { ...PLAIN, labelSmoothing, learningRate: 1 };
      const batch = barBatch(3, 6);
      const engine = await engineOf(build, config, state);
      engine.step(batch, hyper);
      const { weights } = await engine.exportState();
      state.weights.forEach((layer, l) => {
        for (const part of ['kernel', 'bias'] as const) {
          const picked = [0, 1, 2, 3, 4].map((i) => Math.floor((i * layer[part].length) / 5));
          for (const i of picked) {
            const gradient = layer[part][i]! - weights[l]![part][i]!;
            const slope = lossSlope(config, state, batch, hyper, l, part, i);
            expect(Math.abs(gradient - slope)).toBeLessThan(1e-6 + 1e-4 * Math.abs(slope));
          }
        }
      });
    },
  );
});

/** The central difference of the float64 loss over one parameter. */
function lossSlope(
  config: EngineConfig,
  state: TrainState,
  batch: Batch,
  hyper: StepHyper,
  layer: number,
  part: 'kernel' | 'bias',
  index: number,
): number {
  const width = 1e-5;
  const lossAt = (shift: number): number => {
    const plain = new PlainNetwork(config, state);
    plain.layers[layer]![part][index]! += shift;
    return plain.gradients(batch, hyper).loss;
  };
  return (lossAt(width) - lossAt(-width)) / (2 * width);
}

describe('the engine', () => {
  it('counts right answers and averages over the steps since the last reading', async () => {
    const { config, state } = setUp([16], 'relu', 'adam', 20);
    const engine = await engineOf('baseline', config, state);
    expect(await engine.readMetrics()).toEqual({
      loss: Number.NaN,
      accuracyFraction: Number.NaN,
      exampleCount: 0,
    });
    const frozen = { ...PLAIN, learningRate: 0 };
    for (let step = 0; step < 40; step++) engine.step(barBatch(step % 4, 20), PLAIN);
    await engine.readMetrics();
    engine.step(barBatch(0, 20), frozen);
    const first = await engine.readMetrics();
    engine.step(barBatch(9, 5), frozen);
    const second = await engine.readMetrics();
    engine.step(barBatch(0, 20), frozen);
    engine.step(barBatch(9, 5), frozen);
    const both = await engine.readMetrics();
    expect(both.exampleCount).toBe(25);
    expect(both.loss).toBeCloseTo((20 * first.loss + 5 * second.loss) / 25, 6);
    expect(both.accuracyFraction).toBeCloseTo(
      (20 * first.accuracyFraction + 5 * second.accuracyFraction) / 25,
      6,
    );

    const { pixels, labels } = barBatch(0, 20);
    const probabilities = await engine.predict(pixels, 20);
    const right = labels.filter((label, row) => {
      const ofRow = probabilities.subarray(row * 10, row * 10 + 10);
      return ofRow.indexOf(Math.max(...ofRow)) === label;
    });
    expect(first.accuracyFraction).toBe(right.length / 20);
    expect(right.length).toBeGreaterThan(10);
  });

  it('reads any number of digits, and reading changes nothing', async () => {
    const { config, state } = setUp([16], 'tanh', 'momentum', 4);
    const engine = await engineOf('baseline', config, state);
    engine.step(barBatch(0, 4), PLAIN);
    const before = await engine.exportState();
    const { pixels } = barBatch(1, 300);
    const all = await engine.predict(pixels, 300);
    expect(all).toHaveLength(3000);
    const tail = await engine.predict(pixels.subarray(297 * 784), 3);
    expect(all.subarray(2970)).toEqual(tail);
    expect(await engine.predict(new Uint8Array(0), 0)).toHaveLength(0);
    for (let row = 0; row < 300; row++) {
      const sum = all.subarray(row * 10, row * 10 + 10).reduce((a, b) => a + b);
      expect(sum).toBeCloseTo(1, 5);
    }
    expect(await engine.exportState()).toEqual(before);
  });

  it('computes activations and softmax far from 0 without overflow', async () => {
    const { config, state } = setUp([10], 'sigmoid', 'sgd', 2);
    state.weights[0]!.bias.set([-200, -87, -30, -5, -1e-4, 1e-4, 5, 30, 87, 200]);
    for (const [activation, logits] of ACTIVATIONS.flatMap((a) => [
      [a, FAR_ABOVE] as const,
      [a, FAR_BELOW] as const,
    ])) {
      state.weights[1]!.bias.set(logits);
      const extreme = { ...config, network: { ...config.network, activation } };
      const engine = await engineOf('baseline', extreme, state);
      const blank = { ...barBatch(0, 2), pixels: new Uint8Array(2 * 784) };
      engine.step(blank, { ...PLAIN, learningRate: 1e-4 });
      const { loss } = await engine.readMetrics();
      expect(Number.isFinite(loss)).toBe(true);
      const [p0] = await engine.predict(blank.pixels, 1);
      expect(p0).toBe(1);
    }
  });
});
