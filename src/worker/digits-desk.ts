import type { DataApi, Samples } from '../protocol/commands';
import { pickSamples } from './samples';
import type { Session } from './session';

/** Hands out digits as they are. */
export class DigitsDesk implements DataApi {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  load(): Promise<void> {
    return this.#session.loadDigits();
  }

  measure(): Promise<void> {
    return this.#session.measureDigits();
  }

  samples(count: number, draw: number): Promise<Samples | undefined> {
    const { digits, shardOrder } = this.#session;
    return Promise.resolve(pickSamples(digits, shardOrder, count, draw));
  }
}
