import type { BatchOptions } from '../dataset/batches';
import type { Dataset } from '../core/dataset';
import type { Experiment } from '../core/experiment';
import { initialState } from '../core/initial-weights';
import { layerSizesOf, type TrainState } from '../core/network';
import type { EngineConfig, StepHyper } from '../engine/engine';

export const networkOf = (experiment: Experiment) => ({
  layerSizes: layerSizesOf(experiment.hidden),
  activation: experiment.activation,
});

/** What an engine needs to know of an experiment. */
export const engineConfig = (experiment: Experiment): EngineConfig => ({
  network: networkOf(experiment),
  optimizer: experiment.optimizer,
  maxBatchSize: experiment.batchSize,
  seed: experiment.seed,
});

/** What a step of the experiment goes by at a learning rate. */
export const stepHyper = (
  { weightDecay, dropout, labelSmoothing }: Experiment,
  learningRate: number,
): StepHyper => ({ learningRate, weightDecay, dropout, labelSmoothing });

/** How the experiment's batches are made. Where pictures are no handwriting, no hand draws any. */
export const batchOptions = (experiment: Experiment, { preparation }: Dataset): BatchOptions => ({
  seed: experiment.seed,
  batchSize: experiment.batchSize,
  augmentStrength: experiment.augment ? experiment.augmentStrength : 0,
  drawnDigits: experiment.augment && preparation === 'mnist' ? experiment.drawnDigits : 0,
});

/** The network that a run of this experiment begins with. */
export const beginningState = (experiment: Experiment): TrainState =>
  initialState(networkOf(experiment), experiment.optimizer, experiment.seed, experiment.firstLayer);
