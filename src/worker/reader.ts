import { predictionOf } from '../core/uncertainty';
import type { Evaluation } from '../core/metrics';
import type { PadPredictions, ReaderApi } from '../protocol/commands';
import { evaluateDigits } from './evaluate-digits';
import type { Session } from './session';

/** Puts pictures before the networks. */
export class Reader implements ReaderApi {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async read(pixels: Uint8Array, count: number): Promise<PadPredictions> {
    const { pretrained, guard } = this.#session;
    const likeness = guard.likeness(pixels, count);
    const own = await this.#session.ask((engine) => engine.predict(pixels, count));
    const known = pretrained.predict(pixels, count);
    return {
      own: own && predictionOf(own, this.#session.temperature, likeness),
      pretrained: known && predictionOf(known, pretrained.temperature, likeness),
    };
  }

  async evaluate(): Promise<Evaluation | undefined> {
    const { digits, emit, evaluations } = this.#session;
    await digits.whenTest();
    return this.#session.ask(async (engine, isCurrent) => {
      const step = engine.stepCount;
      const onFraction = (fraction: number): void => emit({ type: 'evaluating', fraction });
      const reading = await evaluateDigits(engine, 'test', digits.test, { isCurrent, onFraction });
      if (reading) evaluations.record(reading, digits.test, step);
      return reading?.evaluation;
    });
  }
}
