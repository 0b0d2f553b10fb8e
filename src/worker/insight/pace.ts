/**
 * Keeps work beside training from slowing it down: whatever time the work takes, it then leaves alone for many times as long.
 * Work is a generator that yields every millisecond or so; it can end between any two yields.
 */
import { yieldToMessages } from '../yield-to-messages';

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
}

export class Pace {
  readonly #options: PaceOptions;
  #restUntilMs = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Does the work in slices. Undefined when isWanted turned false on the way. */
  async run<T>(work: Generator<void, T>, isWanted: () => boolean): Promise<T | undefined> {
    for (;;) {
      await this.turn();
      if (!isWanted()) return undefined;
      const startedAt = performance.now();
      do {
        const step = work.next();
        if (step.done) {
          this.charge(performance.now() - startedAt);
          return step.value;
        }
      } while (performance.now() - startedAt < SLICE_MS);
      this.charge(performance.now() - startedAt);
    }
  }

  /** Resolves when work may be done; what it took is then to be charged. */
  async turn(): Promise<void> {
    await yieldToMessages();
    for (;;) {
      const restMs = this.#restUntilMs - performance.now();
      if (restMs <= 0 || !this.#options.isThrottled()) return;
      await new Promise((resolve) => setTimeout(resolve, Math.min(restMs, LONGEST_NAP_MS)));
    }
  }

  charge(spentMs: number): void {
    const { share, isThrottled } = this.#options;
    const restMs = spentMs * (1 / share - 1);
    const startMs = performance.now();
    this.#restUntilMs = isThrottled()
      ? Math.max(this.#restUntilMs, startMs) + restMs
      : Math.min(Math.max(this.#restUntilMs, startMs) + restMs, startMs + LONGEST_REST_AFTER_HURRY_MS);
  }
}
