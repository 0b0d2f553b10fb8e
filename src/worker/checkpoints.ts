/**
 * Copies of a network while it trains, in case the device, this thread or the numbers fail later: soon at first, then as often
 * as that costs little, and never seldom.
 */
import type { TrainState } from '../core/network';
import type { Engine } from '../engine/engine';

/** Seconds of training before the first checkpoint, and at least between any two. */
const FIRST_SECONDS = 0.5;
/** At most so many lie between two, */
const LONGEST_SECONDS = 2;
/** and otherwise so many that checkpoints take no more than this share of the time. */
const SHARE = 0.02;

/** Why a run was copied out: as a precaution, or because it rests, ends or has come to its best so far. */
export type CheckpointReason = 'on-the-way' | 'rest' | 'end' | 'best';

type Hear = (state: TrainState, reason: CheckpointReason) => void;

export class Checkpoints {
  readonly #hear: Hear;
  #lastGoodState: TrainState;
  #dueSeconds: number;
  #isWanted = false;

  /** seconds: of training so far, here as below. hear: gets each copy but those for another engine. */
  constructor(initialState: TrainState, seconds: number, hear: Hear = () => {}) {
    this.#hear = hear;
    this.#lastGoodState = initialState;
    this.#dueSeconds = seconds + FIRST_SECONDS;
  }

  /** The last that was copied, or that the run began with: of a time when its loss was a number. */
  get lastGoodState(): TrainState {
    return this.#lastGoodState;
  }

  /** Has the next be due at once. */
  want(): void {
    this.#isWanted = true;
  }

  isDue(seconds: number): boolean {
    return this.#isWanted || seconds >= this.#dueSeconds;
  }

  /** For another engine, which takes over. */
  async copy(engine: Engine): Promise<TrainState> {
    this.#lastGoodState = await engine.exportState();
    return this.#lastGoodState;
  }

  async take(engine: Engine, reason: CheckpointReason): Promise<void> {
    this.#hear(await this.copy(engine), reason);
  }

  /** One that was due, for which the training has been held up since startedAtMs, as performance.now() tells it. */
  async takeDue(engine: Engine, seconds: number, startedAtMs: number): Promise<void> {
    await this.take(engine, this.#isWanted ? 'rest' : 'on-the-way');
    this.#isWanted = false;
    const pauseSeconds = Math.max(FIRST_SECONDS, (performance.now() - startedAtMs) / 1000 / SHARE);
    this.#dueSeconds = seconds + Math.min(pauseSeconds, LONGEST_SECONDS);
  }
}
