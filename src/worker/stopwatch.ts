/** Adds up the time between start() and stop(). now: milliseconds, for tests. */
export class Stopwatch {
  readonly #now: () => number;
  #totalMs: number;
  #startedAt: number | undefined;

  constructor(initialSeconds = 0, now: () => number = () => performance.now()) {
    this.#totalMs = initialSeconds * 1000;
    this.#now = now;
  }

  start(): void {
    this.#startedAt ??= this.#now();
  }

  stop(): void {
    this.#totalMs = this.seconds * 1000;
    this.#startedAt = undefined;
  }

  get seconds(): number {
    const runningMs = this.#startedAt === undefined ? 0 : this.#now() - this.#startedAt;
    return (this.#totalMs + runningMs) / 1000;
  }
}
