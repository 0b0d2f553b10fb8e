/**
 * How many steps to hand to the device at a time. Each handing over costs the browser about as much as a small step does, so
 * several go at once; but whatever else is asked waits behind them, so they are few while somebody draws and asks for copies of the network.
 */

/** Milliseconds of steps to hand over at once; while the network has been asked for of late. */
const CALM_MS = 4;
const ASKED_MS = 1;
/** How long that is of late. */
const LATELY_MS = 500;
/** Before anything is known. */
const FIRST = 8;
const MOST = 64;

export class StepTempo {
  readonly #now: () => number;
  #stepMs = CALM_MS / FIRST;
  #askedAt = Number.NEGATIVE_INFINITY;
  #answeredAt: number | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Somebody wants a copy of the network, to read a drawing with. Validation reads on the device itself, between steps: that is no question. */
  asked(): void {
    this.#askedAt = this.#now();
  }

  /** The device has done so many steps since the last answer, or since it was last at rest. */
  answered(steps: number): void {
    const now = this.#now();
    if (this.#answeredAt !== undefined && steps > 0) this.#stepMs = (now - this.#answeredAt) / steps;
    this.#answeredAt = now;
  }

  /** What lies between the last answer and the next was not all steps. */
  rested(): void {
    this.#answeredAt = undefined;
  }

  /** Steps per handing over, 1 to 64. */
  get atOnce(): number {
    const budgetMs = this.#now() - this.#askedAt < LATELY_MS ? ASKED_MS : CALM_MS;
    return Math.max(1, Math.min(MOST, Math.round(budgetMs / Math.max(this.#stepMs, 1e-3))));
  }
}
