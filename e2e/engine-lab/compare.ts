/** Two engines, the same start, the same batches: how far do they drift apart? */
import type { Batch } from '../../src/core/batch';
import { initialState } from '../../src/core/initial-weights';
import { type LayerWeights, layerSizesOf, type TrainState } from '../../src/core/network';
import type { Activation, Optimizer } from '../../src/core/experiment';
import type { Engine, EngineConfig, StepHyper, StepMetrics } from '../../src/engine/engine';
import type { Plan } from '../../src/engine/webgl/plan';
import { augmented } from '../../src/engine/testing/batches';
import { batchAt } from './digits';

/** One row of the table of tests: a net and how it is trained. */
export interface Case {
  readonly hidden: readonly number[];
  readonly activation?: Activation;
  readonly optimizer?: Optimizer;
  readonly batch?: number;
  /** Every third batch is this short. */
  readonly raggedBatch?: number;
  readonly steps?: number;
  readonly hyper?: Partial<StepHyper>;
  /** Left out for digits as they are. */
  readonly augmentStrength?: number;
  /** Left out for the default plan. */
  readonly plan?: Plan;
}

export interface Difference {
  /** max |a - b| / max |b|, the worst of all kernels, biases and slots. */
  readonly parameters: number;
  /** max |a - b| over all steps. */
  readonly loss: number;
  readonly accuracy: number;
  readonly predictions: number;
  readonly firstLoss: number;
  readonly lastLoss: number;
}

export const configOf = (test: Case): EngineConfig => ({
  network: { layerSizes: layerSizesOf(test.hidden), activation: test.activation ?? 'relu' },
  optimizer: test.optimizer ?? 'adam',
  maxBatchSize: test.batch ?? 16,
  seed: 7,
});

export const hyperOf = (test: Case): StepHyper => ({
  learningRate: 0.005,
  weightDecay: 0,
  dropout: 0,
  labelSmoothing: 0,
  ...test.hyper,
});

export function startOf(test: Case): TrainState {
  const { network, optimizer } = configOf(test);
  const state = initialState(network, optimizer, 7);
  // Biases start at zero; other numbers would show a bias in the wrong place.
  for (const { bias } of state.weights) bias.forEach((_, u) => (bias[u] = ((u % 7) - 3) / 40));
  return state;
}

export const batchesOf = (test: Case): Batch[] =>
  Array.from({ length: test.steps ?? 25 }, (_, step) => {
    const batch = batchAt(step, (step % 3 === 2 ? test.raggedBatch : undefined) ?? test.batch ?? 16);
    return test.augmentStrength ? augmented(batch, 7, test.augmentStrength) : batch;
  });

/** Trains and returns the metrics of every step. */
export function train(engine: Engine, batches: readonly Batch[], hyper: StepHyper): Promise<StepMetrics[]> {
  const metrics = batches.map((batch) => {
    engine.step(batch, hyper);
    return engine.readMetrics();
  });
  return Promise.all(metrics);
}

export const arraysOf = ({ weights, slots }: TrainState): Float32Array[] =>
  [weights, ...slots].flat().flatMap(({ kernel, bias }: LayerWeights) => [kernel, bias]);

export const worstDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let worst = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    // Not Math.max: a NaN must not look like agreement.
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return worst;
};

/** |a - b| in shares of the largest |b|. A slot of squared gradients is tiny throughout, hence the tiny floor. */
export function relativeDifference(a: TrainState, b: TrainState): number {
  const others = arraysOf(b);
  return Math.max(
    ...arraysOf(a).map((array, i) => {
      const largest = others[i]!.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-12);
      return worstDifference(array, others[i]!) / largest;
    }),
  );
}

export async function compareEngines(ours: Engine, reference: Engine, test: Case): Promise<Difference> {
  const batches = batchesOf(test);
  const results = [];
  for (const engine of [ours, reference]) {
    await engine.init(configOf(test), startOf(test));
    const metrics = await train(engine, batches, hyperOf(test));
    const { pixels, count } = batchAt(1000, 37);
    const state = await engine.exportState();
    results.push({ metrics, state, predictions: await engine.predict(pixels, count) });
    engine.dispose();
  }
  const [a, b] = results as [(typeof results)[0], (typeof results)[0]];
  const each = (pick: (metrics: StepMetrics) => number) =>
    worstDifference(a.metrics.map(pick), b.metrics.map(pick));
  if (a.state.step !== b.state.step) throw new Error('The engines disagree on the number of steps');
  return {
    parameters: relativeDifference(a.state, b.state),
    loss: each((m) => m.loss),
    accuracy: each((m) => m.accuracyFraction),
    predictions: worstDifference(a.predictions, b.predictions),
    firstLoss: b.metrics[0]!.loss,
    lastLoss: b.metrics.at(-1)!.loss,
  };
}
