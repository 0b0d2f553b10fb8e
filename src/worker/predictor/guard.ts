/**
 * Says of pictures how likely each is a digit at all (core/guard.ts). Without its network, or with a damaged copy, nothing
 * is missing but that: predictions are then judged by the predicting network’s own confidence.
 */
import { CLASS_COUNT } from '../../core/network';
import { digitLikeness, GUARD_NETWORK } from '../../core/guard';
import type { FetchOptions } from '../../dataset/fetch-file';
import { forwardPass, softmaxRows } from '../../engine/plain/forward-pass';
import { FETCH_NETWORK, fetchNetwork, type StoredNetwork } from './fetch-network';

export class Guard {
  readonly #options: FetchOptions;
  #network: StoredNetwork | undefined;

  constructor(options: FetchOptions = FETCH_NETWORK) {
    this.#options = options;
  }

  /** Fetches guard.json and guard.bin under the address, which ends in a slash. Whether they could be had. */
  async load(networksUrl: string): Promise<boolean> {
    const loaded = await fetchNetwork(`${networksUrl}${GUARD_NETWORK}`, this.#options);
    if (loaded.ok) this.#network = loaded.value;
    return loaded.ok;
  }

  /** pixels: uint8 [count, 784], 255 = ink. Returns float32 [count], 0..1; undefined while there is no network. */
  likeness(pixels: Uint8Array, count: number): Float32Array | undefined {
    if (!this.#network) return undefined;
    const { record, weights } = this.#network;
    const { logits } = forwardPass(weights, record.activation, pixels, count);
    return digitLikeness(softmaxRows(logits, CLASS_COUNT));
  }
}
