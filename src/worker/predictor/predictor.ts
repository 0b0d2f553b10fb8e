import { predictionOf } from '../../core/uncertainty';
import { CLASS_COUNT } from '../../core/network';
import { forwardPass, softmaxRows } from '../../engine/plain/forward-pass';
import type { PadPredictions, PredictorApi, PredictorEvent } from '../../protocol/predictor';
import { holdLock } from '../hold-lock';
import { Guard } from './guard';
import { NetworkCopies } from './network-copies';
import { PretrainedNetwork } from './pretrained-network';

/** Puts drawings before the networks. */
export class Predictor implements PredictorApi {
  readonly #pretrained = new PretrainedNetwork();
  readonly #guard = new Guard();
  readonly #copies: NetworkCopies;
  #listener: (event: PredictorEvent) => void = () => {};

  constructor() {
    this.#copies = new NetworkCopies((network) => this.#listener({ type: 'copied', network }));
  }

  async open(networksUrl: string, listener: (event: PredictorEvent) => void): Promise<void> {
    this.#listener = listener;
    // One after the other: beside it, the guard would make the first answer later by half.
    const pretrained = await this.#pretrained.load(networksUrl);
    listener({ type: 'pretrained', pretrained });
    if (await this.#guard.load(networksUrl)) listener({ type: 'guarded' });
  }

  connect(line: MessagePort): Promise<void> {
    return Promise.resolve(this.#copies.connect(line));
  }

  async predict(pixels: Uint8Array, count: number): Promise<PadPredictions> {
    const copy = await this.#copies.current();
    const likeness = this.#guard.likeness(pixels, count);
    const known = this.#pretrained.predict(pixels, count);
    return {
      own: copy && {
        ...predictionOf(
          softmaxRows(forwardPass(copy.weights, copy.spec.activation, pixels, count).logits, CLASS_COUNT),
          copy.temperature,
          likeness,
        ),
        network: copy.network,
      },
      pretrained: known && predictionOf(known, this.#pretrained.temperature, likeness),
    };
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  hold(lock: string, line: MessagePort): Promise<void> {
    return holdLock(lock, line);
  }
}
