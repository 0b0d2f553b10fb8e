/** What the page may ask of the worker about runs that are kept, the one on screen above all. */
import type { EngineChoice, Experiment } from '../core/experiment';
import type { Result } from '../core/fault';
import type { UnkeptRun } from './events';
import type { NetworkIdentity } from '../core/network-identity';
import type { WeightsRole } from '../library/run-record';

/** What may be changed of a run on its way, from the next step on. */
export const CHANGEABLE = [
  'learningRate',
  'schedule',
  'dropout',
  'weightDecay',
  'augment',
  'augmentStrength',
  'drawnDigits',
] as const satisfies readonly (keyof Experiment)[];

/** What the network of a run reads the 10,000 test digits as. */
export interface TestPredictions {
  readonly network: NetworkIdentity;
  /** uint8 [10000], 0..9: what they are. */
  readonly labels: Uint8Array;
  /** uint8 [10000], 0..9: the most probable class. */
  readonly predicted: Uint8Array;
  /** float32 [10000], 0..1: its probability. */
  readonly confidences: Float32Array;
}

export interface RunsApi {
  /**
   * Takes up a kept run in place of the one on screen, which is kept: paused, or at its end. A fault when it is not there,
   * damaged, or being trained in another tab, and when another run was begun meanwhile; the run on screen then stays.
   * 'best': takes up the network of its best epoch instead, which becomes a run of its own that has ended.
   */
  open(runId: string, role?: WeightsRole): Promise<Result<void>>;
  /** Takes up a run that could not be stored and that only the page has held. */
  adopt(run: UnkeptRun): Promise<Result<void>>;
  /**
   * Makes a copy of the pretrained network a run, as if it had just ended: something to teach for those who have trained
   * nothing. A fault when it is not to be had.
   */
  copyPretrained(engine: EngineChoice): Promise<Result<void>>;
  /** Has the run on screen, which has ended, train on until it has done so many epochs in all. */
  goOn(epochs: number): Promise<Result<void>>;
  /** Changes settings of the run on screen, which is paused; its record remembers where. Only those that are CHANGEABLE. */
  change(changes: Partial<Experiment>): Promise<Result<void>>;
  /** Keeps the run on screen as it is now: the page may be about to go. */
  keep(): Promise<void>;
  /** The test digits through the network of a kept run, whichever is on screen. Once asked, answered from memory. */
  testPredictions(runId: string): Promise<Result<TestPredictions>>;
}
