/**
 * The ready-trained network, which reads from the first second on, long before the visitor's own can. It is a courtesy:
 * without it, or with a damaged copy, the page lacks one guess and nothing else, so its failures are told, not raised.
 */
import { CLASS_COUNT, type LayerWeights } from '../core/network';
import { decodeNetwork, type NetworkRecord, parseNetworkRecord } from '../core/network-file';
import { ok, type Result } from '../core/fault';
import { type FetchOptions, fetchFile } from '../dataset/fetch-file';
import { forwardPass, softmaxRows } from '../engine/plain/forward-pass';
import type { NetworkReading } from '../protocol/commands';
import type { ReferenceState } from '../protocol/events';

interface StoredNetwork {
  readonly record: NetworkRecord;
  readonly weights: readonly LayerWeights[];
}

const FETCH: FetchOptions = {
  fetch: (...request) => fetch(...request),
  retries: 2,
  retryDelayMs: 500,
  stallMs: 20_000,
};

export class ReferenceNetwork {
  readonly #options: FetchOptions;
  #network: StoredNetwork | undefined;

  constructor(options: FetchOptions = FETCH) {
    this.#options = options;
  }

  /** Fetches and checks reference.json and reference.bin under the address, which ends in a slash. */
  async load(networksUrl: string): Promise<ReferenceState> {
    const loaded = await this.#fetch(`${networksUrl}reference`);
    if (!loaded.ok) return { state: 'missing', detail: loaded.fault.detail ?? loaded.fault.message };
    this.#network = loaded.value;
    const { validationAccuracyFraction } = loaded.value.record;
    return { state: 'ready', validationAccuracyFraction };
  }

  /** pixels: uint8 [count, 784], 255 = ink. Undefined until it is loaded. */
  read(pixels: Uint8Array, count: number): NetworkReading | undefined {
    if (!this.#network) return undefined;
    const { record, weights } = this.#network;
    const { logits } = forwardPass(weights, record.activation, pixels, count);
    return { probabilities: softmaxRows(logits, CLASS_COUNT, record.temperature) };
  }

  async #fetch(url: string): Promise<Result<StoredNetwork>> {
    const text = await fetchFile({ url: `${url}.json` }, this.#options);
    if (!text.ok) return text;
    const parsed = parseNetworkRecord(new TextDecoder().decode(text.value));
    if (!parsed.ok) return parsed;
    const record = parsed.value;
    const { sizeBytes, sha256 } = record;
    const bytes = await fetchFile({ url: `${url}.bin`, sizeBytes, sha256 }, this.#options);
    if (!bytes.ok) return bytes;
    const decoded = decodeNetwork(record, bytes.value);
    return decoded.ok ? ok({ record, weights: decoded.value }) : decoded;
  }
}
