/**
 * The pretrained network, which reads from the first second on, long before the visitor's own can. It is a courtesy:
 * without it, or with a damaged copy, the page lacks one guess and nothing else, so its failures are told, not raised.
 */
import { CLASS_COUNT, layerSizesOf, OPTIMIZER_SLOTS, type TrainState, zeroWeights } from '../../core/network';
import type { Experiment } from '../../core/experiment';
import { stepsPerEpoch } from '../../dataset/batches';
import type { FetchOptions } from '../../dataset/fetch-file';
import { forwardPass, softmaxRows } from '../../engine/plain/forward-pass';
import type { PretrainedState } from '../../protocol/events';
import { FETCH_NETWORK, fetchNetwork, type StoredNetwork } from './fetch-network';

export class PretrainedNetwork {
  readonly #options: FetchOptions;
  #network: StoredNetwork | undefined;

  constructor(options: FetchOptions = FETCH_NETWORK) {
    this.#options = options;
  }

  /** Fetches and checks reference.json and reference.bin under the address, which ends in a slash. */
  async load(networksUrl: string): Promise<PretrainedState> {
    const loaded = await fetchNetwork(`${networksUrl}reference`, this.#options);
    if (!loaded.ok) return { state: 'missing', detail: loaded.fault.detail ?? loaded.fault.message };
    this.#network = loaded.value;
    const { validationAccuracyFraction } = loaded.value.record;
    return { state: 'ready', validationAccuracyFraction };
  }

  /** pixels: uint8 [count, 784], 255 = ink. Returns float32 [count, 10]; undefined until it is loaded. */
  predict(pixels: Uint8Array, count: number): Float32Array | undefined {
    if (!this.#network) return undefined;
    const { record, weights } = this.#network;
    return softmaxRows(forwardPass(weights, record.activation, pixels, count).logits, CLASS_COUNT);
  }

  /** As if its run, on so many training digits, had just ended, with fresh optimiser memory. Undefined until it is loaded. */
  asRun(trainCount: number): { readonly experiment: Experiment; readonly state: TrainState } | undefined {
    if (!this.#network) return undefined;
    const { record, weights } = this.#network;
    const { experiment } = record;
    const zeros = () => zeroWeights(layerSizesOf(experiment.hidden));
    const step = experiment.epochs * stepsPerEpoch(trainCount, experiment.batchSize);
    const slots = OPTIMIZER_SLOTS[experiment.optimizer].map(zeros);
    return { experiment, state: { step, weights, slots } };
  }

  /** What calibrates its confidence. */
  get temperature(): number {
    return this.#network?.record.temperature ?? 1;
  }
}
