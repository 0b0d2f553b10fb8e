/** What the worker tells the page, unasked. Plain values: they are cloned across the thread boundary. */
import type { BenchmarkReport } from '../core/device';
import type { EngineName, Experiment } from '../core/experiment';
import type { Fault } from '../core/fault';
import type { TrainState } from '../core/network';
import type { SplitEvaluation } from './browsing';
import type { InsightReport } from './insight';

export type RunStatus = 'idle' | 'loading' | 'ready' | 'training' | 'paused' | 'finished' | 'failed';

export interface DataProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** Whether training could start without waiting. */
  readonly canTrain: boolean;
}

/** Where a run stands. */
export interface RunProgress {
  readonly step: number;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  /** Time spent training, in seconds: waiting for data, pauses and validation left out. */
  readonly trainSeconds: number;
  /** Over the last reading; 0 before the first. */
  readonly examplesPerSecond: number;
}

/** Mean loss and accuracy at a step: over the batches since the last reading, or over the validation digits. */
export interface MetricPoint {
  readonly step: number;
  readonly loss: number;
  readonly accuracyFraction: number;
}

/** A network and all that is needed to train on from there. */
export interface Checkpoint {
  readonly experiment: Experiment;
  readonly state: TrainState;
  readonly trainSeconds: number;
}

/** What is known of the pretrained network: where it is, and what it is worth. */
export type PretrainedState =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready';
      /** Share of the validation digits that it reads right, 0..1: what the visitor's network has to reach. */
      readonly validationAccuracyFraction: number;
    }
  /** It could not be had, and the page goes on without. detail: why, for engineers. */
  | { readonly state: 'missing'; readonly detail: string };

export type TrainerEvent =
  /** A run began from scratch: what is known of the network before it is history. */
  | { readonly type: 'started' }
  | { readonly type: 'status'; readonly status: RunStatus }
  | { readonly type: 'data'; readonly progress: DataProgress }
  | { readonly type: 'engine'; readonly name: EngineName; readonly note: string }
  /** What is known of the engines' speeds on an experiment, whenever there is news. */
  | { readonly type: 'speeds'; readonly report: BenchmarkReport }
  | { readonly type: 'progress'; readonly progress: RunProgress; readonly training?: MetricPoint }
  | { readonly type: 'validation'; readonly point: MetricPoint }
  /** A whole split has been read. */
  | { readonly type: 'evaluated'; readonly splitEvaluation: SplitEvaluation }
  /** Share of the training digits read so far, by a reading that is under way. */
  | { readonly type: 'evaluating-training'; readonly fraction: number }
  /** What calibrates the confidence of the network as the validation digits last found it. */
  | { readonly type: 'calibrated'; readonly temperature: number }
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly type: 'evaluating'; readonly fraction: number }
  | { readonly type: 'insight'; readonly report: InsightReport }
  | { readonly type: 'fine-tuning'; readonly fraction: number }
  | { readonly type: 'fault'; readonly fault: Fault };
