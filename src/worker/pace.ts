/**
 * Keeps work beside training from slowing it down: whatever time the work takes, it then leaves alone for many times as long.
 * When nobody needs the thread, it makes room for messages only.
 */
import { yieldToMessages } from '../engine/yield-to-messages';

/** Work done in one go while nothing else wants the thread, or before it lets messages through. */
const SLICE_MS = 3;
/** The longest rest after work that was not throttled, done at once for somebody who waits. */
const LONGEST_REST_AFTER_HURRY_MS = 1000;
/** How often it is asked whether the rest may be cut short. */
const LONGEST_NAP_MS = 40;

interface PaceOptions {
  /** The share of the thread's time that the work may take, 0..1. */
  readonly share: number;
  /** Whether that share is all it may take now. */
  readonly isThrottled: () => boolean;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

export class Pace {
  readonly #options: Required<PaceOptions>;
  #restUntilMs = 0;

  constructor(options: PaceOptions) {
    this.#options = {
      now: () => performance.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      ...options,
    };
  }

  /**
   * Does the work in slices. It yields every millisecond or so, and can end between any two yields. Undefined when isWanted
   * turned false on the way.
   */
  async run<T>(work: Generator<void, T>, isWanted: () => boolean): Promise<T | undefined> {
    const { now } = this.#options;
    for (;;) {
      await this.turn();
      if (!isWanted()) return undefined;
      const startedAt = now();
      do {
        const step = work.next();
        if (step.done) {
          this.charge(now() - startedAt);
          return step.value;
        }
      } while (now() - startedAt < SLICE_MS);
      this.charge(now() - startedAt);
    }
  }

  /** Resolves when work may be done; what it took is then to be charged. */
  async turn(): Promise<void> {
    const { isThrottled, now, sleep } = this.#options;
    await yieldToMessages();
    for (;;) {
      const restMs = this.#restUntilMs - now();
      if (restMs <= 0 || !isThrottled()) return;
      await sleep(Math.min(restMs, LONGEST_NAP_MS));
    }
  }

  /** After a piece of work that took so long: resolves when the next may be done. */
  readonly rest = (spentMs: number): Promise<void> => {
    this.charge(spentMs);
    return this.turn();
  };

  charge(spentMs: number): void {
    const { share, isThrottled, now } = this.#options;
    const restMs = spentMs * (1 / share - 1);
    const startMs = now();
    this.#restUntilMs = isThrottled()
      ? Math.max(this.#restUntilMs, startMs) + restMs
      : Math.min(Math.max(this.#restUntilMs, startMs) + restMs, startMs + LONGEST_REST_AFTER_HURRY_MS);
  }
}
