import { yieldToMessages } from '../engine/yield-to-messages';

/** How long a loop may run before it lets messages through. Where that takes long, so many times as long, within bounds. */
const SHORTEST_MS = 2;
const LONGEST_MS = 16;
const TIMES_AS_LONG = 4;

/** Gaps in a loop of small steps, through which the worker's messages are heard. */
export class MessageGaps {
  readonly #yieldToMessages: () => Promise<void>;
  #endedAt = performance.now();
  #everyMs = SHORTEST_MS;

  /** letThrough: left out but in tests. */
  constructor(letThrough: () => Promise<void> = yieldToMessages) {
    this.#yieldToMessages = letThrough;
  }

  get isDue(): boolean {
    return performance.now() - this.#endedAt >= this.#everyMs;
  }

  async pass(): Promise<void> {
    const beganAt = performance.now();
    await this.#yieldToMessages();
    this.#endedAt = performance.now();
    this.#everyMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, TIMES_AS_LONG * (this.#endedAt - beganAt)));
  }
}
