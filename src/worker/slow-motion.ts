/** Holds a training loop back to so many steps a second, for people to watch it. */

/** Steps come no more often than can be seen: at quicker paces several at a time. */
const SHORTEST_NAP_MS = 33;

export class SlowMotion {
  readonly #now: () => number;
  #stepsPerSecond: number | undefined;
  #dueMs = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** undefined: no holding back. */
  set stepsPerSecond(pace: number | undefined) {
    this.#stepsPerSecond = pace;
    this.#dueMs = this.#now();
  }

  /** Milliseconds until the next step may be taken, 0 for now. */
  get waitMs(): number {
    if (this.#stepsPerSecond === undefined) return 0;
    const waitMs = this.#dueMs - this.#now();
    return waitMs <= 0 ? 0 : Math.max(waitMs, SHORTEST_NAP_MS);
  }

  /** Resolves when the next step may be taken, or as soon as `change` does. */
  async nap(change: Promise<void>): Promise<undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.waitMs);
    });
    await Promise.race([over, change]);
    clearTimeout(timer);
    return undefined;
  }

  /** A step was taken. */
  stepped(): void {
    if (this.#stepsPerSecond === undefined) return;
    // Time that was lost, in a pause or by a slow step, is not made up for, but for one nap.
    this.#dueMs = Math.max(this.#dueMs, this.#now() - 2 * SHORTEST_NAP_MS) + 1000 / this.#stepsPerSecond;
  }
}
