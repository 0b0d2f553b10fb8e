import { type Fault, fail, ok, type Result } from '../core/fault';
import { argmax } from '../core/metrics';
import { PIXEL_COUNT } from '../core/network';
import { yieldToMessages } from '../engine/yield-to-messages';
import type { KeptDataset } from '../library/dataset-record';
import type { Answers, DataApi, Samples } from '../protocol/commands';
import { pickSamples } from './samples';
import type { Session } from './session';

/** Pictures read at once, between which messages are let through. */
const CHUNK = 500;

/** Hands out digits as they are, and what the network on screen takes those for that nobody has labelled. */
export class DigitsDesk implements DataApi {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  use(datasetId: string): Promise<void> {
    return this.#session.follow(datasetId);
  }

  hold(dataset: KeptDataset): Promise<void> {
    this.#session.holdDataset(dataset);
    return Promise.resolve();
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

  async answers(datasetId: string): Promise<Result<Answers>> {
    const found = await this.#session.readDataset(datasetId);
    if (!found.ok) return found;
    const { pixels, ids } = found.value.digits;
    const count = pixels.length / PIXEL_COUNT;
    const labels = new Uint8Array(count);
    const done = await this.#session.ask(async (engine, isCurrent) => {
      for (let start = 0; start < count && isCurrent(); start += CHUNK) {
        const rows = Math.min(CHUNK, count - start);
        const part = pixels.subarray(start * PIXEL_COUNT, (start + rows) * PIXEL_COUNT);
        labels.set(argmax(await engine.predict(part, rows)), start);
        await yieldToMessages();
      }
      return true;
    });
    return done ? ok({ labels, ids }) : fail(NOBODY_TO_ANSWER);
  }
}

const NOBODY_TO_ANSWER: Fault = {
  code: 'invalid-experiment',
  message:
    'There is no network on screen that has learned anything: train one, or open one of your runs, and ask again.',
  remedy: 'dismiss',
};
