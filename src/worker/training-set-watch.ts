/**
 * Keeps an up-to-date reading of the 55,000 training digits for as long as somebody wants one: a second of work at rest, and
 * a small share of the time while the network trains.
 */
import { evaluateDigits } from './evaluate-digits';
import { Pace } from './pace';
import type { Session } from './session';

/** Small, so that a step of training never waits long for it. */
const CHUNK = 100;
const LOOK_EVERY_MS = 300;
/** The share of the thread that goes to reading while the network trains. */
export const BACKGROUND_SHARE = 0.02;

export class TrainingSetWatch {
  readonly #session: Session;
  readonly #pace: Pace;
  #wanted = false;
  #watching = false;
  #toldFraction = 0;

  constructor(session: Session) {
    this.#session = session;
    this.#pace = new Pace({ share: BACKGROUND_SHARE, isThrottled: () => session.status === 'training' });
  }

  want(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted && !this.#watching) void this.#watch();
  }

  async #watch(): Promise<void> {
    this.#watching = true;
    try {
      while (this.#wanted) {
        // Of another data set than the last time, perhaps.
        await this.#session.whenHere(['train']);
        const step = this.#session.trainedEngine?.stepCount;
        if (step !== undefined && step !== this.#session.evaluations.stepOf('train')) await this.#read();
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    } catch {
      // An engine that breaks is reported by whoever trains on it or asks it something; here it is only the end.
      this.#wanted = false;
    } finally {
      this.#watching = false;
    }
  }

  #read(): Promise<void> {
    const { digits, evaluations } = this.#session;
    this.#toldFraction = 0;
    return this.#session.ask(async (engine, isCurrent) => {
      const step = engine.stepCount;
      const reading = await evaluateDigits(engine, 'train', digits.train, {
        isCurrent: () => this.#wanted && isCurrent(),
        onFraction: (fraction) => this.#tell(fraction),
        chunk: CHUNK,
        breathe: this.#pace.rest,
      });
      if (reading) evaluations.record(reading, digits.train, step);
    });
  }

  /** Every hundredth is often enough. */
  #tell(fraction: number): void {
    if (fraction - this.#toldFraction < 0.01 && fraction < 1) return;
    this.#toldFraction = fraction;
    this.#session.emit({ type: 'evaluating-training', fraction });
  }
}
