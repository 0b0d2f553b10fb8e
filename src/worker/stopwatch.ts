/**
 * Adds up the time between start() and stop(). A gap between two looks at it that is far longer than gaps usually are was no
 * time trained: the device was asleep, or the browser had stopped the tab. Steps themselves may be long, so what is far longer
 * depends on the gaps before. now: milliseconds, for tests.
 */
const SHORTEST_SLEEP_MS = 5000;
/** A gap this many times as long as those before it was no step. */
const SLEEP_PER_GAP = 10;
/** How much of what was usual is left after each look. */
const FORGETTING = 0.95;

export class Stopwatch {
  readonly #now: () => number;
  #totalMs: number;
  #startedAt: number | undefined;
  #lookedAt = 0;
  #usualGapMs = 0;

  constructor(initialSeconds = 0, now: () => number = () => performance.now()) {
    this.#totalMs = initialSeconds * 1000;
    this.#now = now;
  }

  start(): void {
    if (this.#startedAt !== undefined) {
      this.#look();
      return;
    }
    this.#startedAt = this.#lookedAt = this.#now();
  }

  stop(): void {
    this.#totalMs = this.seconds * 1000;
    this.#startedAt = undefined;
  }

  get seconds(): number {
    return (this.#totalMs + this.#look()) / 1000;
  }

  /** Milliseconds since start(), those asleep left out. */
  #look(): number {
    if (this.#startedAt === undefined) return 0;
    const now = this.#now();
    const gapMs = now - this.#lookedAt;
    this.#lookedAt = now;
    const isSleep = gapMs > Math.max(SHORTEST_SLEEP_MS, SLEEP_PER_GAP * this.#usualGapMs);
    if (isSleep) this.#startedAt += gapMs - this.#usualGapMs;
    // One that comes again at once is how long steps are here.
    const learnedMs = isSleep ? gapMs / SLEEP_PER_GAP : gapMs;
    this.#usualGapMs = Math.max(learnedMs, FORGETTING * this.#usualGapMs);
    return now - this.#startedAt;
  }
}
