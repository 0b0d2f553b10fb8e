/**
 * The second worker, which reads what is drawn. It holds the pretrained network, the guard, and a copy of the network in
 * training, so that no training step, however long, and no lost graphics card keeps the pen waiting. Copies come to it from
 * the training worker over a line of their own.
 */
import type { NetworkIdentity } from '../core/network-identity';
import type { LayerWeights, NetworkSpec } from '../core/network';
import type { Prediction } from '../core/uncertainty';
import type { PretrainedState } from './events';

/** What both networks make of the same pictures. */
export interface PadPredictions {
  /** The visitor's own. Undefined while it has learned nothing. */
  readonly own: (Prediction & { readonly network: NetworkIdentity }) | undefined;
  /** The pretrained one. Undefined until it has arrived. */
  readonly pretrained: Prediction | undefined;
}

export type PredictorEvent =
  | { readonly type: 'pretrained'; readonly pretrained: PretrainedState }
  /** From now on drawings that are no digits are told from those that are. */
  | { readonly type: 'guarded' }
  /** Another network than before would answer now. */
  | { readonly type: 'copied'; readonly network: NetworkIdentity | undefined };

export interface PredictorApi {
  /** Starts loading the networks that lie at this absolute address, which ends in a slash. Called once, first. */
  open(networksUrl: string, listener: (event: PredictorEvent) => void): Promise<void>;
  /** Takes copies from the training worker at the other end of the line from now on. */
  connect(line: MessagePort): Promise<void>;
  /** Reads the digits of a drawing. pixels: uint8 [count, 784], 255 = ink. */
  predict(pixels: Uint8Array, count: number): Promise<PadPredictions>;
  /** Resolves at once: the page's sign that this thread still answers. */
  ping(): Promise<void>;
  /** Holds this lock, and this end of a line, for as long as the thread lives; resolves when it does. */
  hold(lock: string, line: MessagePort): Promise<void>;
}

/** A network with all that it takes to read by it. */
export interface NetworkCopy {
  readonly network: NetworkIdentity;
  readonly spec: NetworkSpec;
  readonly weights: readonly LayerWeights[];
  /** What calibrates its confidence. */
  readonly temperature: number;
}

/** From the predictor: which copy it has, and that it would like to have a newer one if there is any. */
export interface CopyRequest {
  readonly have: Pick<NetworkCopy, 'network' | 'temperature'> | undefined;
}

/** To the predictor. */
export type LineMessage =
  /** The answer to a request. 'same': there is nothing newer than what it has. 'none': no network has learned anything. */
  | { readonly type: 'copy'; readonly copy: NetworkCopy | 'same' | 'none' }
  /** Unasked: another network is, or will be, in the place of the one before. */
  | { readonly type: 'replaced' };
