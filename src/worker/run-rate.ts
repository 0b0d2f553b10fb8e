/** How fast a run is on the engine in use: told when it pauses, ends or changes the engine, and to who waits for it. */
import type { EngineName } from '../core/engines';
import type { MetricsReader } from './metrics-reader';

/** A rate is worth remembering once it is based on so many seconds of training. */
const RATED_SECONDS = 0.5;

export class RunRate {
  readonly #hear: (engine: EngineName, stepsPerSecond: number) => void;
  #asked: { readonly seconds: number; readonly done: (isRated: boolean) => void } | undefined;

  constructor(hear: (engine: EngineName, stepsPerSecond: number) => void = () => {}) {
    this.#hear = hear;
  }

  /** Resolves with true once the rate is based on so many seconds of training; with false when `end` comes before. */
  whenRated(seconds: number): Promise<boolean> {
    this.end();
    return new Promise((done) => {
      this.#asked = { seconds, done };
    });
  }

  trained({ trainedSeconds }: MetricsReader): void {
    if (this.#asked && trainedSeconds >= this.#asked.seconds) this.#answer(true);
  }

  tell(engine: EngineName, { trainedSeconds, stepsPerSecond }: MetricsReader): void {
    if (trainedSeconds >= RATED_SECONDS) this.#hear(engine, stepsPerSecond);
  }

  /** There will be no more to know of it. */
  end(): void {
    this.#answer(false);
  }

  #answer(isRated: boolean): void {
    this.#asked?.done(isRated);
    this.#asked = undefined;
  }
}
