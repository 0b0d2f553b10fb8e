/** What the page knows of the data, the run and the current network. Written by trainer.ts only. */
import { create } from 'zustand';
import { addressProblems } from './experiment-store';
import type { EngineName } from '../core/engines';
import type { Fault } from '../core/fault';
import type { NetworkIdentity } from '../core/network-identity';
import type { Samples } from '../protocol/commands';
import type { DataProgress, MetricPoint, PretrainedState, RunProgress, RunStatus } from '../protocol/events';

export interface RunState {
  readonly status: RunStatus;
  readonly data: DataProgress;
  /** The pretrained network, which reads until the visitor's own has learned to. */
  readonly pretrained: PretrainedState;
  readonly engine: EngineName | undefined;
  /** Why this engine, when that needs saying; "" otherwise. */
  readonly engineNote: string;
  /** The network on screen as it was put there; undefined while there is none. Its step may have moved on. */
  readonly network: NetworkIdentity | undefined;
  readonly progress: RunProgress | undefined;
  readonly training: MetricPoint | undefined;
  readonly validation: MetricPoint | undefined;
  /** What calibrates the current network's confidence. */
  readonly temperature: number | undefined;
  readonly fault: Fault | undefined;
  /** Share of the test digits read so far while an evaluation runs. */
  readonly evaluating: number | undefined;
  /** Share of the lesson done while the network is taught your digits. */
  readonly fineTuning: number | undefined;
  readonly samples: Samples | undefined;
}

/** What belongs to one network, and goes when another run begins. */
export const NO_RUN = {
  network: undefined,
  progress: undefined,
  training: undefined,
  validation: undefined,
  temperature: undefined,
  evaluating: undefined,
  fineTuning: undefined,
} satisfies Partial<RunState>;

const addressFault: Fault | undefined =
  addressProblems.length === 0
    ? undefined
    : { code: 'invalid-experiment', message: addressProblems.join(' '), remedy: 'dismiss' };

export const useRun = create<RunState>()(() => ({
  ...NO_RUN,
  status: 'idle',
  data: { loadedBytes: 0, totalBytes: 0, canTrain: false },
  pretrained: { state: 'loading' },
  engine: undefined,
  engineNote: '',
  fault: addressFault,
  samples: undefined,
}));

export const isRunning = (status: RunStatus): boolean => status === 'training' || status === 'paused';

/**
 * Whether the network in training reads as well as the pretrained one did when it was recorded, or is as good as it will
 * get. Until then the page shows both predictions side by side.
 */
export const hasCaughtUp = ({ status, validation, pretrained }: RunState): boolean =>
  status === 'finished' ||
  (pretrained.state === 'ready' &&
    (validation?.accuracyFraction ?? 0) >= pretrained.validationAccuracyFraction);
