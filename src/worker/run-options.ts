/** What a training run begins with, and who hears what of it. */
import type { EngineName } from '../core/engines';
import type { Experiment } from '../core/experiment';
import type { TrainState } from '../core/network';
import type { Engine } from '../engine/engine';
import type { CheckpointReason } from './checkpoints';
import type { EpochNews, StoppingState } from './epoch-watch';
import type { ValidatorOptions } from './validator';

export interface RunOptions extends ValidatorOptions {
  /** Holds initialState already. */
  readonly engine: Engine;
  readonly experiment: Experiment;
  /** The state that the engine was initialised with: what is fallen back on before the first checkpoint. */
  readonly initialState: TrainState;
  readonly trainSeconds: number;
  /** What early stopping has seen of the run before. */
  readonly stopping?: StoppingState;
  /** A run that has ended is only read once more. */
  readonly hasEnded?: boolean;
  /** Hears of each copy of the network: the last state whose loss was a number. */
  readonly onCheckpoint?: (state: TrainState, reason: CheckpointReason) => void;
  /** Hears at the end of each epoch whether the run learns at all. */
  readonly onEpoch?: (news: EpochNews) => void;
  /** Hears how fast the run has been on an engine, whenever it pauses, ends or changes the engine. */
  readonly onRate?: (engine: EngineName, stepsPerSecond: number) => void;
}
