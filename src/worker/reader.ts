import type { Evaluation } from '../core/metrics';
import type { ReaderApi, Reading } from '../protocol/commands';
import { evaluateDigits } from './evaluate-digits';
import type { Session } from './session';

/** Puts pictures before the current network. */
export class Reader implements ReaderApi {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  predict(pixels: Uint8Array): Promise<Reading | undefined> {
    return this.#session.ask(async (engine) => {
      const step = engine.stepCount;
      return { probabilities: await engine.predict(pixels, 1), step };
    });
  }

  async evaluate(): Promise<Evaluation | undefined> {
    const { digits, emit } = this.#session;
    await digits.whenTest();
    return this.#session.ask((engine, isCurrent) =>
      evaluateDigits(engine, 'test', digits.test, isCurrent, (fraction) =>
        emit({ type: 'evaluating', fraction }),
      ),
    );
  }
}
