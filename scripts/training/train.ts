/** Trains an experiment in Node as the page does: the worker's own training loop, on the SIMD engine. */
import type { Experiment } from '../../src/core/experiment';
import type { LayerWeights } from '../../src/core/network';
import type { DigitStore } from '../../src/dataset/digit-store';
import type { Engine } from '../../src/engine/engine';
import { SimdEngine } from '../../src/engine/simd/simd-engine';
import { beginningState, engineConfig } from '../../src/worker/engine-config';
import { evaluateDigits } from '../../src/worker/evaluate-digits';
import { TrainingRun } from '../../src/worker/training-run';

export interface Trained {
  /** Holds the trained network. */
  readonly engine: Engine;
  readonly weights: readonly LayerWeights[];
  readonly validationAccuracyFraction: number;
  readonly testAccuracyFraction: number;
  /** Time spent on training steps. */
  readonly trainSeconds: number;
}

export async function accuracyOn(
  engine: Engine,
  digits: DigitStore,
  split: 'validation' | 'test',
): Promise<number> {
  const reading = await evaluateDigits(engine, split, digits[split]);
  return reading!.evaluation.accuracyFraction;
}

/** Throws when the run ends in a fault. onEpoch hears the epochs done and the validation accuracy. */
export async function trainExperiment(
  experiment: Experiment,
  digits: DigitStore,
  kernels: WebAssembly.Module,
  onEpoch: (epoch: number, accuracyFraction: number) => void = () => {},
): Promise<Trained> {
  const engine = new SimdEngine(kernels);
  const state = beginningState(experiment);
  await engine.init(engineConfig(experiment), state);
  const stepsPerEpoch = Math.ceil(digits.train.count / experiment.batchSize);
  let epochsHeard = 0;
  const run = new TrainingRun({
    engine,
    digits,
    experiment,
    initialState: state,
    trainSeconds: 0,
    identify: (step) => ({ runId: 'script', step, cause: 'training' }),
    emit: (event) => {
      if (event.type !== 'validation') return;
      // The loop also validates between epochs, and once more when all is done.
      const epoch = event.point.step / stepsPerEpoch;
      if (!Number.isInteger(epoch) || epoch === epochsHeard) return;
      epochsHeard = epoch;
      onEpoch(epoch, event.point.accuracyFraction);
    },
  });
  const end = await run.train();
  if (end !== 'finished') throw new Error(typeof end === 'string' ? end : end.message);
  const { weights } = await engine.exportState();
  return {
    engine,
    weights,
    validationAccuracyFraction: await accuracyOn(engine, digits, 'validation'),
    testAccuracyFraction: await accuracyOn(engine, digits, 'test'),
    trainSeconds: run.trainSeconds,
  };
}
