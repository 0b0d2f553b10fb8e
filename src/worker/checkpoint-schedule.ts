/** When a run is to be copied out while it trains: soon at first, then as often as that costs little, and never seldom. */

/** Seconds of training before the first checkpoint, and at least between any two. */
const FIRST_SECONDS = 0.5;
/** At most so many lie between two, */
const LONGEST_SECONDS = 2;
/** and otherwise so many that checkpoints take no more than this share of the time. */
const SHARE = 0.02;

export class CheckpointSchedule {
  #dueSeconds: number;

  /** seconds: of training so far, here as below. */
  constructor(seconds: number) {
    this.#dueSeconds = seconds + FIRST_SECONDS;
  }

  isDue(seconds: number): boolean {
    return seconds >= this.#dueSeconds;
  }

  /** A checkpoint was taken, which held the training up for so long. */
  taken(seconds: number, costMs: number): void {
    const pauseSeconds = Math.max(FIRST_SECONDS, costMs / 1000 / SHARE);
    this.#dueSeconds = seconds + Math.min(pauseSeconds, LONGEST_SECONDS);
  }
}
