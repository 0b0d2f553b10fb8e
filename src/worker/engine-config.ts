import type { Experiment } from '../core/experiment';
import { initialState } from '../core/initial-weights';
import { layerSizesOf, type TrainState } from '../core/network';
import type { EngineConfig } from '../engine/engine';

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

/** The network that a run of this experiment begins with. */
export const beginningState = (experiment: Experiment): TrainState =>
  initialState(networkOf(experiment), experiment.optimizer, experiment.seed, experiment.firstLayer);
