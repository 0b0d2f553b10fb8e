/** What the worker is asked, and what it tells, when the current network is taught the visitor's own digits. */
import type { Result } from '../core/fault';
import type { Evaluation } from '../core/metrics';

/** Drawings with what their writer meant. */
export interface OwnDigits {
  /** uint8 [count, 784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** uint8 [count], 0..9. */
  readonly labels: Uint8Array;
}

/** A network as seen from both sides: all the world's test digits, and one person's. */
export interface Standing {
  readonly test: Evaluation;
  /** How many of the person's own digits it reads right. */
  readonly ownRight: number;
}

export interface FineTuningReport {
  readonly before: Standing;
  readonly after: Standing;
  /** How many own digits were taught. */
  readonly ownCount: number;
  /** Whether the network as taught was put in place; not when it read the test digits too much worse. */
  readonly isKept: boolean;
}

export interface FineTuningApi {
  /**
   * Teaches a copy of the current network the given digits, and puts it in the network's place, as a run of its own, unless that cost more than
   * MAX_LOSS_FRACTION of the test digits. Any fault leaves the network as it was. Undefined when there is no network that has
   * learned anything, when a run is under way, and when the network was replaced meanwhile.
   */
  teach(own: OwnDigits): Promise<Result<FineTuningReport> | undefined>;
  /** Puts back the network that was there before the last lesson, exactly. Undefined when it is not there to be put back. */
  undo(): Promise<Result<true> | undefined>;
}

/** A lesson that costs more than this share of the test digits is not kept. */
export const MAX_LOSS_FRACTION = 0.002;
