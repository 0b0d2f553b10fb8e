/**
 * A copy of the current network to look into while the network itself trains on. Batches go through it on the SIMD kernels
 * where there are any, whichever engine trains.
 */
import type { LayerWeights, NetworkSpec } from '../../core/network';
import { forwardPass, type ForwardPass } from '../../engine/plain/forward-pass';
import type { Session } from '../session';

export interface Snapshot {
  readonly network: NetworkSpec;
  readonly weights: readonly LayerWeights[];
  readonly step: number;
  /** Counts networks, see Session. */
  readonly networkNumber: number;
  /** pixels: uint8 [count, 784]. Right until the next snapshot is taken, which may use the same memory. */
  readonly run: (pixels: Uint8Array, count: number) => ForwardPass;
}

interface BatchReader {
  load(network: NetworkSpec, weights: readonly LayerWeights[]): Promise<void>;
  run(pixels: Uint8Array, count: number): ForwardPass;
}

/** Opens a fast reader; undefined when there is none on this device. */
export type OpenReader = () => Promise<BatchReader | undefined>;

export class SnapshotTaker {
  readonly #session: Session;
  readonly #openReader: OpenReader;
  #reader: Promise<BatchReader | undefined> | undefined;

  constructor(session: Session, openReader: OpenReader) {
    this.#session = session;
    this.#openReader = openReader;
  }

  /** Whether the network is another, or has learned on, since the snapshot. */
  isStale(snapshot: Snapshot | undefined): boolean {
    const { trainedEngine: engine, networkNumber } = this.#session;
    return snapshot?.step !== engine?.stepCount || snapshot?.networkNumber !== networkNumber;
  }

  /** Undefined when there is no network that has learned, or it was replaced meanwhile. */
  async take(): Promise<Snapshot | undefined> {
    const { networkNumber, engines } = this.#session;
    const { network } = engines;
    const state = await this.#session.ask((engine) => engine.exportState());
    if (!state || !network) return undefined;
    const { step, weights } = state;
    const plain = { network, weights, step, networkNumber };
    this.#reader ??= this.#openReader().catch(() => {
      // Its code did not arrive, this time: the plain pass needs none of it.
      this.#reader = undefined;
      return undefined;
    });
    return { ...plain, run: await runBy(await this.#reader, network, weights) };
  }
}

/** The forward pass of a network: by a fast reader, if there is one, or in plain loops. */
export async function runBy(
  reader: BatchReader | undefined,
  network: NetworkSpec,
  weights: readonly LayerWeights[],
): Promise<Snapshot['run']> {
  const plain: Snapshot['run'] = (pixels, count) => forwardPass(weights, network.activation, pixels, count);
  if (!reader) return plain;
  try {
    await reader.load(network, weights);
    return (pixels, count) => reader.run(pixels, count);
  } catch {
    // Not enough memory for a second copy: the plain pass needs none.
    return plain;
  }
}
