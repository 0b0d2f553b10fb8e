import type { Evaluation } from '../core/metrics';
import type { EvaluatorApi } from '../protocol/commands';
import { evaluateDigits } from './evaluate-digits';
import type { Session } from './session';

/** Puts the test digits before the current network. */
export class Evaluator implements EvaluatorApi {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async evaluate(): Promise<Evaluation | undefined> {
    const { digits, emit, evaluations, keeper } = this.#session;
    void this.#session.loadDigits();
    await digits.whenTest();
    return this.#session.ask(async (engine, isCurrent) => {
      const step = engine.stepCount;
      const onFraction = (fraction: number): void => emit({ type: 'evaluating', fraction });
      const result = await evaluateDigits(engine, 'test', digits.test, { isCurrent, onFraction });
      if (!result) return undefined;
      evaluations.record(result, digits.test, step);
      const { loss, accuracyFraction } = result.evaluation;
      keeper.update({ test: { step, loss, accuracyFraction } });
      void keeper.save();
      return result.evaluation;
    });
  }
}
