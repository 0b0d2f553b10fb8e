/** What the worker tells the page, unasked. Plain values: they are cloned across the thread boundary. */
import type { Dataset } from '../core/dataset';
import type { BenchmarkReport } from '../core/device';
import type { EngineName } from '../core/engines';
import type { Fault } from '../core/fault';
import type { TrainState } from '../core/network';
import type { NetworkIdentity } from '../core/network-identity';
import type { LearningTrouble } from '../core/training/learning-trouble';
import type { RunRecord } from '../library/run-record';
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
  /** How many threads of the processor train; left out where the engine knows nothing of threads. */
  readonly threads?: number;
}

/** Mean loss and accuracy at a step: over the batches since the last reading, or over the validation digits. */
export interface MetricPoint {
  readonly step: number;
  readonly loss: number;
  readonly accuracyFraction: number;
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

/** A kept run and its network, for the page to hold where the browser stores nothing. */
export interface UnkeptRun {
  readonly record: RunRecord;
  readonly state: TrainState;
  /** Whether it has been stored before: it is then not stored anew where it was deleted. */
  readonly wasKept: boolean;
}

/** What is about a network names it: who shows it drops what belongs to another. */
export type TrainerEvent =
  /** Another network is on screen, or none: what is known of the one before is history. Of a run, its record says the rest. */
  | {
      readonly type: 'replaced';
      readonly network: NetworkIdentity | undefined;
      readonly record: RunRecord | undefined;
    }
  /** A run as it is kept now. */
  | { readonly type: 'run'; readonly record: RunRecord }
  /** The run on screen could not be stored: only the page can hold it until the tab is closed. */
  | { readonly type: 'unkept'; readonly run: UnkeptRun; readonly fault: Fault }
  | { readonly type: 'status'; readonly status: RunStatus }
  /** Other digits are shown, and are what the network on screen is tried on; `data` about them follows. */
  | { readonly type: 'dataset'; readonly dataset: Dataset }
  | { readonly type: 'data'; readonly progress: DataProgress }
  | {
      readonly type: 'engine';
      readonly name: EngineName;
      /** Why this one, where that needs saying; "" otherwise. */
      readonly note: string;
      /** Whether it is in the place of one that would not do. */
      readonly isStandIn: boolean;
    }
  /** What is known of the engines' speeds on an experiment, whenever there is news. */
  | { readonly type: 'speeds'; readonly report: BenchmarkReport }
  | {
      readonly type: 'progress';
      readonly network: NetworkIdentity;
      readonly progress: RunProgress;
      readonly training?: MetricPoint;
    }
  | { readonly type: 'validation'; readonly network: NetworkIdentity; readonly point: MetricPoint }
  /** A whole split has been read. */
  | {
      readonly type: 'evaluated';
      readonly network: NetworkIdentity;
      readonly splitEvaluation: SplitEvaluation;
    }
  /** Share of the training digits read so far, by a reading that is under way. */
  | { readonly type: 'evaluating-training'; readonly fraction: number }
  /** What calibrates the confidence of the network as the validation digits last found it. */
  | { readonly type: 'calibrated'; readonly network: NetworkIdentity; readonly temperature: number }
  /** Whether the run learns anything, at the end of each epoch. */
  | {
      readonly type: 'trouble';
      readonly network: NetworkIdentity;
      readonly trouble: LearningTrouble | undefined;
    }
  | { readonly type: 'evaluating'; readonly fraction: number }
  | { readonly type: 'insight'; readonly report: InsightReport }
  | { readonly type: 'fine-tuning'; readonly fraction: number }
  | { readonly type: 'fault'; readonly fault: Fault };
