import { drawnPool } from '../core/drawn-pool';
import type { BatchOptions } from '../dataset/batches';
import { Pace } from './pace';

/** The share of the thread's time that it takes: whoever opens a page and only looks around is not to hear a fan. */
const SHARE = 0.5;

/**
 * While nothing trains, draws the digits that a run will mix into its batches: a fast card would wait for them. One pool at a
 * time; stop() leaves the rest undrawn, to be drawn when it is asked for.
 */
export class DrawAhead {
  #turn = 0;

  stop(): void {
    this.#turn++;
  }

  /** Resolves when all are drawn, or when it is stopped. isWanted is asked every few milliseconds. */
  async begin({ drawnDigits = 0, seed }: BatchOptions, isWanted: () => boolean): Promise<void> {
    const turn = ++this.#turn;
    if (drawnDigits === 0) return;
    const pace = new Pace({ share: SHARE, isThrottled: () => true });
    await pace.run(drawnPool(seed).drawAhead(), () => turn === this.#turn && isWanted());
  }
}
