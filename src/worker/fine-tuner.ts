/**
 * Lessons for the current network. They are given to a copy on a second engine, which takes the network's place only once it
 * has shown that it forgot next to nothing: until that moment the network reads on untouched, and no fault can harm it.
 */
import { errorText, fail, ok, type Result } from '../core/fault';
import { argmax } from '../core/metrics';
import { layerSizesOf, OPTIMIZER_SLOTS, type TrainState, zeroWeights } from '../core/network';
import type { Engine } from '../engine/engine';
import {
  MAX_LOSS_FRACTION,
  type OwnDigits,
  type Standing,
  type FineTuningApi,
} from '../protocol/fine-tuning';
import type { FineTuningReport } from '../protocol/fine-tuning';
import type { MetricPoint } from '../protocol/events';
import { engineConfig } from './engine-config';
import type { Trial } from './engine-room';
import { evaluateDigits } from './evaluate-digits';
import { fineTuningBroke, NO_HANDWRITING } from './faults';
import { fineTune, FINE_TUNING_BATCH_SIZE } from './fine-tune';
import type { KeptRun } from './run-keeper';
import type { Session } from './session';
import { Validator } from './validator';

/** What the bar shows while the test digits are read, before and after. */
const EVALUATION_SHARE = 0.15;

export class FineTuner implements FineTuningApi {
  readonly #session: Session;
  /** The run before the last lesson, and the number of the network that the lesson made of it. */
  #previous: (KeptRun & { readonly networkNumber: number }) | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  teach(own: OwnDigits): Promise<Result<FineTuningReport> | undefined> {
    return this.#onCopy((trial, before) => this.#lesson(trial, before, own));
  }

  undo(): Promise<Result<true> | undefined> {
    const previous = this.#previous;
    if (previous?.networkNumber !== this.#session.networkNumber) return Promise.resolve(undefined);
    return this.#onCopy(async (trial) => {
      await trial.engine.init(engineConfig(trial.experiment), previous.state);
      if (!trial.adopt()) return undefined;
      await this.#session.keeper.takeUp(previous);
      this.#session.networkReplaced('undo');
      this.#previous = undefined;
      await this.#validate(trial.engine);
      return true as const;
    });
  }

  /** Undefined also for what a thing on the copy came to when the network was replaced meanwhile. */
  async #onCopy<T>(
    use: (trial: Trial, state: TrainState) => Promise<T | undefined>,
  ): Promise<Result<T> | undefined> {
    const { status, trainedEngine, engines } = this.#session;
    if (!trainedEngine || status === 'training' || status === 'paused') return undefined;
    if (this.#session.digits.dataset.preparation === 'none') return fail(NO_HANDWRITING);
    // On a dear line nobody has fetched them yet; here they are asked for.
    void this.#session.loadDigits();
    let trial: Trial | undefined;
    try {
      const opened = await engines.openTrial();
      if (!opened?.ok) return opened;
      trial = opened.value;
      const done = await use(trial, await trainedEngine.exportState());
      return done === undefined ? undefined : ok(done);
    } catch (error) {
      return trial?.isCurrent() === false ? undefined : fail(fineTuningBroke(errorText(error)));
    } finally {
      trial?.end();
    }
  }

  async #lesson(trial: Trial, old: TrainState, own: OwnDigits): Promise<FineTuningReport | undefined> {
    const { engine, experiment } = trial;
    const { digits, shardOrder } = this.#session;
    const zeros = () => zeroWeights(layerSizesOf(experiment.hidden));
    // Adam whatever the experiment trains with: its steps are of a known size.
    const config = {
      ...engineConfig(experiment),
      optimizer: 'adam' as const,
      maxBatchSize: FINE_TUNING_BATCH_SIZE,
    };
    const declined = engine.supports?.(config);
    if (declined) throw new Error(declined.message);
    await engine.init(config, { step: 0, weights: old.weights, slots: OPTIMIZER_SLOTS.adam.map(zeros) });

    const before = await this.#standing(trial, own, 0);
    const lesson = { own, digits, shardOrder, experiment };
    const taughtAll = await fineTune(
      engine,
      lesson,
      () => trial.isCurrent(),
      (fraction) => this.#tell(EVALUATION_SHARE + fraction * (1 - 2 * EVALUATION_SHARE)),
    );
    if (!before || !taughtAll) return undefined;
    const after = await this.#standing(trial, own, 1 - EVALUATION_SHARE);
    if (!after) return undefined;

    const report = { before, after, ownCount: own.labels.length };
    // Not "less than": a share that is no number is no success either.
    const isGood = after.test.accuracyFraction >= before.test.accuracyFraction - MAX_LOSS_FRACTION;
    if (!isGood) return { ...report, isKept: false };
    const taught = { step: old.step, weights: (await engine.exportState()).weights, slots: old.slots };
    await engine.init(engineConfig(experiment), taught);
    const { keeper } = this.#session;
    const parent = keeper.record;
    if (!parent || !trial.adopt()) return undefined;
    void keeper.save();
    // What was taught is a run of its own, beside the one that it came from.
    await keeper.beginWith(parent, taught, {
      origin: 'fine-tuned',
      cause: 'fine-tuning',
      name: `${parent.name}, taught`,
    });
    this.#session.networkReplaced('fine-tuning');
    this.#previous = { record: parent, state: old, networkNumber: this.#session.networkNumber };
    const point = await this.#validate(engine);
    if (point) keeper.update({ last: point, best: point });
    void keeper.save();
    return { ...report, isKept: true };
  }

  /** Reads the validation digits by the network that is in use now, which calibrates it too. */
  #validate(engine: Engine): Promise<MetricPoint | undefined> {
    const { digits, evaluations, emit } = this.#session;
    const validator = new Validator({
      digits,
      emit,
      identify: (step) => this.#session.identify(step)!,
      onValidation: (result, step) => evaluations.record(result, digits.validation, step),
      onCalibrated: (temperature) => this.#session.calibrated(temperature),
    });
    return validator.read(engine);
  }

  /** `from`: where the bar stands when it begins. */
  async #standing(trial: Trial, own: OwnDigits, from: number): Promise<Standing | undefined> {
    const { digits } = this.#session;
    await digits.whenTest();
    const reading = await evaluateDigits(trial.engine, 'test', digits.test, {
      isCurrent: () => trial.isCurrent(),
      onFraction: (fraction) => this.#tell(from + EVALUATION_SHARE * fraction),
    });
    return reading && { test: reading.evaluation, ownRight: await countRight(trial.engine, own) };
  }

  #tell(fraction: number): void {
    this.#session.emit({ type: 'fine-tuning', fraction });
  }
}

async function countRight(engine: Engine, { pixels, labels }: OwnDigits): Promise<number> {
  const readings = argmax(await engine.predict(pixels, labels.length));
  return readings.filter((reading, i) => reading === labels[i]).length;
}
