/** What the page asks of kept runs: the trainer takes them up, and the test digits are read by any of their networks. */
import type { EngineChoice, Experiment } from '../core/experiment';
import { type Fault, fail, ok, type Result } from '../core/fault';
import type { NetworkIdentity } from '../core/network-identity';
import { emptyDigitPredictions, enterDigitPredictions } from '../core/digit-predictions';
import { CLASS_COUNT, type LayerWeights, type NetworkSpec, PIXEL_COUNT } from '../core/network';
import { softmaxRows } from '../engine/plain/forward-pass';
import type { WeightsRole } from '../library/run-record';
import type { UnkeptRun } from '../protocol/events';
import type { RunsApi, TestPredictions } from '../protocol/runs';
import { networkOf } from './engine-config';
import { type OpenReader, runBy } from './insight/snapshot';
import { Pace } from './pace';
import type { Session } from './session';
import type { Trainer } from './trainer';

/** Digits at once: a step of training never waits long for them. */
const CHUNK = 100;
const SHARE_WHILE_TRAINING = 0.1;

export class KeptRuns implements RunsApi {
  readonly #session: Session;
  readonly #trainer: Trainer;
  readonly #openReader: OpenReader;
  /** By run; of the network that it was asked for last. */
  readonly #known = new Map<string, TestPredictions>();

  constructor(session: Session, trainer: Trainer, openReader: OpenReader) {
    this.#session = session;
    this.#trainer = trainer;
    this.#openReader = openReader;
  }

  open(runId: string, role?: WeightsRole): Promise<Result<void>> {
    return this.#trainer.open(runId, role);
  }
  adopt(run: UnkeptRun): Promise<Result<void>> {
    return this.#trainer.adopt(run);
  }
  copyPretrained(engine: EngineChoice): Promise<Result<void>> {
    return this.#trainer.copyPretrained(engine);
  }
  goOn(epochs: number): Promise<Result<void>> {
    return this.#trainer.goOn(epochs);
  }
  change(changes: Partial<Experiment>): Promise<Result<void>> {
    return this.#trainer.change(changes);
  }
  keep(): Promise<void> {
    return this.#trainer.keep();
  }

  async testPredictions(runId: string): Promise<Result<TestPredictions>> {
    const found = await this.#networkOf(runId);
    if (!found.ok) return found;
    const { network, spec, weights } = found.value;
    const known = this.#known.get(runId);
    if (known && known.network.step === network.step && known.network.cause === network.cause)
      return ok(known);

    const learned = await this.#session.digitsOf(found.value.data);
    if (!learned.ok) return learned;
    const digits = learned.value;
    void digits.load();
    await digits.whenTest();
    const { pixels, labels, count } = digits.test;
    const run = await runBy(await this.#openReader().catch(() => undefined), spec, weights);
    const pace = new Pace({
      share: SHARE_WHILE_TRAINING,
      isThrottled: () => this.#session.status === 'training',
    });
    const predictions = emptyDigitPredictions(count);
    for (let start = 0; start < count; start += CHUNK) {
      await pace.turn();
      const startedAt = performance.now();
      const rows = Math.min(CHUNK, count - start);
      const part = pixels.subarray(start * PIXEL_COUNT, (start + rows) * PIXEL_COUNT);
      const probabilities = softmaxRows(run(part, rows).logits, CLASS_COUNT);
      enterDigitPredictions(predictions, start, probabilities, labels.subarray(start, start + rows));
      pace.charge(performance.now() - startedAt);
    }
    const { predicted, confidences } = predictions;
    const answer = { network, labels, predicted, confidences };
    this.#known.set(runId, answer);
    return ok(answer);
  }

  /** The network of the run on screen as it is now, or of another as it was kept. */
  async #networkOf(runId: string): Promise<Result<AskedNetwork>> {
    const { keeper, identity, engines } = this.#session;
    const spec = engines.network;
    if (identity?.runId === runId && spec) {
      const weights = await this.#session.ask((engine) => engine.exportWeights());
      const data = this.#session.digits.dataset.id;
      return weights ? ok({ network: identity, spec, weights, data }) : fail(OVERTAKEN);
    }
    const kept = await keeper.peek(runId);
    if (!kept.ok) return kept;
    const { record, state } = kept.value;
    const network = { runId, step: state.step, cause: record.cause };
    const { experiment } = record;
    return ok({ network, spec: networkOf(experiment), weights: state.weights, data: experiment.data });
  }
}

interface AskedNetwork {
  readonly network: NetworkIdentity;
  readonly spec: NetworkSpec;
  readonly weights: readonly LayerWeights[];
  /** The data set that it learned from. */
  readonly data: string;
}

const OVERTAKEN: Fault = {
  code: 'run-corrupt',
  message: 'The network was replaced while it was asked. Try again.',
  remedy: 'dismiss',
};
