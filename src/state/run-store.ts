/** What the page knows of the data, the run and the current network. */
import { type Dataset, MNIST } from '../core/dataset';
import type { EngineName } from '../core/engines';
import { commandFailed, errorText, type Fault, pageBroke } from '../core/fault';
import type { NetworkIdentity } from '../core/network-identity';
import type { Samples } from '../protocol/commands';
import type {
  DataProgress,
  MetricPoint,
  PretrainedState,
  RunProgress,
  RunStatus,
  TrainerEvent,
} from '../protocol/events';
import { lastPoint } from './series';
import { type ShownNetwork, slice } from './store';

interface RunOfPage {
  readonly status: RunStatus;
  /** What the digits are that are shown: those of the run on screen, or those to learn from next. */
  readonly dataset: Dataset;
  readonly data: DataProgress;
  /** Whether the digits are not fetched before somebody trains or asks for them: the line is slow, or its bytes are dear. */
  readonly digitsWait: boolean;
  /** The pretrained network, which reads until the visitor's own has learned to. */
  readonly pretrained: PretrainedState;
  readonly engine: EngineName | undefined;
  /** Why this engine, when that needs saying; "" otherwise. */
  readonly engineNote: string;
  /** Whether it stands in for one that would not do: that is not to be overlooked. */
  readonly isStandIn: boolean;
  /** What the visitor has asked of the run, until it is done: in the middle of a long step that takes a while. */
  readonly wish: 'train' | 'pause' | 'stop' | undefined;
  readonly fault: Fault | undefined;
  readonly samples: Samples | undefined;
  /** How often samples have been drawn. */
  readonly sampleDraw: number;
}

interface RunOfNetwork {
  /** The network on screen as it was put there; undefined while there is none. Its step may have moved on. */
  readonly network: NetworkIdentity | undefined;
  readonly progress: RunProgress | undefined;
  readonly training: MetricPoint | undefined;
  readonly validation: MetricPoint | undefined;
  /** What calibrates the current network's confidence. */
  readonly temperature: number | undefined;
  /** Share of the test digits read so far while an evaluation runs. */
  readonly evaluating: number | undefined;
  /** Share of the lesson done while the network is taught your digits. */
  readonly fineTuning: number | undefined;
}

export type RunState = RunOfPage & RunOfNetwork;

export const NO_RUN: RunOfNetwork = {
  network: undefined,
  progress: undefined,
  training: undefined,
  validation: undefined,
  temperature: undefined,
  evaluating: undefined,
  fineTuning: undefined,
};

function asShown(shown?: ShownNetwork): RunOfNetwork {
  if (!shown) return NO_RUN;
  const { network, record } = shown;
  const { step } = network;
  const { curves, totalSteps, stepsPerEpoch, trainSeconds, temperature } = record;
  return {
    ...NO_RUN,
    network,
    training: lastPoint(curves.trainLoss, curves.trainAccuracy, step),
    validation: lastPoint(curves.validationLoss, curves.validationAccuracy, step),
    ...(step > 0 && {
      temperature,
      progress: { step, totalSteps, stepsPerEpoch, trainSeconds, examplesPerSecond: 0 },
    }),
  };
}

const [use, set] = slice<RunOfPage, RunOfNetwork>(
  'run',
  {
    status: 'idle',
    dataset: MNIST,
    data: { loadedBytes: 0, totalBytes: 0, canTrain: false },
    digitsWait: false,
    pretrained: { state: 'loading' },
    engine: undefined,
    engineNote: '',
    isStandIn: false,
    wish: undefined,
    fault: undefined,
    samples: undefined,
    sampleDraw: 0,
  },
  asShown,
);
export const useRun = use;

/** What the worker says of the run; what else follows from it is not done here. */
export function takeRunNews(event: TrainerEvent): void {
  switch (event.type) {
    case 'status':
      setStatus(event.status);
      return;
    case 'dataset':
      if (event.dataset.id !== use.getState().dataset.id) set({ dataset: event.dataset, samples: undefined });
      return;
    case 'data':
      set({ data: event.progress, ...(event.progress.loadedBytes > 0 && { digitsWait: false }) });
      return;
    case 'engine':
      set({ engine: event.name, engineNote: event.note, isStandIn: event.isStandIn });
      return;
    case 'progress':
      set({ progress: event.progress, ...(event.training && { training: event.training }) });
      return;
    case 'validation':
      set({ validation: event.point });
      return;
    case 'calibrated':
      set({ temperature: event.temperature });
      return;
    case 'evaluating':
      // The last share may arrive after the result itself.
      if (use.getState().evaluating !== undefined) setEvaluating(event.fraction);
      return;
    case 'fine-tuning':
      if (use.getState().fineTuning !== undefined) setFineTuning(event.fraction);
      return;
    case 'fault':
      setFault(event.fault);
  }
}

/** The visitor calls the data set that is shown, or its classes, something else; nothing happens to another. */
export function renameDataset(dataset: Dataset): void {
  if (dataset.id === use.getState().dataset.id) set({ dataset });
}

export const setStatus = (status: RunStatus): void => set({ status });

/** Says what was asked for as long as the answer takes, unless something else is asked meanwhile. */
export async function wishing<T>(wish: RunState['wish'], answer: Promise<T>): Promise<T> {
  set({ wish });
  try {
    return await answer;
  } finally {
    if (use.getState().wish === wish) set({ wish: undefined });
  }
}

/** Who was asked is gone, and will never answer. */
export const dropWish = (): void => set({ wish: undefined });

export const takePretrained = (pretrained: PretrainedState): void => set({ pretrained });

/** Undefined when there is none any more. */
export const setFault = (fault: Fault | undefined): void => set({ fault });

/** A command has met a bug. A word on what trains that is there already says more, or is the cause. */
export function tellCommandFailed(reason: unknown): void {
  if (use.getState().fault?.remedy !== 'restart-worker') setFault(commandFailed(reason));
}

/** A bug anywhere else. It hides no fault that has more to say. */
export function tellPageBroke(reason: unknown): void {
  if (!use.getState().fault) setFault(pageBroke(reason));
}

/** Nobody is there to train, read or teach any more. */
export const failRun = (fault: Fault): void =>
  set({ status: 'failed', wish: undefined, evaluating: undefined, fineTuning: undefined, fault });

export const setDigitsWait = (digitsWait: boolean): void => set({ digitsWait });

/** A part of the page that has no place of its own to say so did not arrive. message: what that means, and what to do. */
export const failPart =
  (message: string) =>
  (error: unknown): void =>
    setFault({ code: 'part-missing', message, remedy: 'reload-page', detail: errorText(error) });

/** Share of the test digits read, 0..1; undefined when no evaluation runs. */
export const setEvaluating = (evaluating: number | undefined): void => set({ evaluating });

/** Share of the lesson done, 0..1; undefined when there is none. */
export const setFineTuning = (fineTuning: number | undefined): void => set({ fineTuning });

export const takeSamples = (samples: Samples): void =>
  set(({ sampleDraw }) => ({ samples, sampleDraw: sampleDraw + 1 }));

export const isRunning = (status: RunStatus): boolean => status === 'training' || status === 'paused';

/**
 * Whether the network in training reads as well as the pretrained one did when it was recorded, or is as good as it will
 * get. Until then the page shows both predictions side by side.
 */
export const hasCaughtUp = ({ status, validation, pretrained }: RunState): boolean =>
  status === 'finished' ||
  (pretrained.state === 'ready' &&
    (validation?.accuracyFraction ?? 0) >= pretrained.validationAccuracyFraction);
