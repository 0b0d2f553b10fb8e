/**
 * The worker's side of the protocol: owns the digits, the engine and the current run, and turns commands into their
 * lifecycle. Commands that change the run go through one queue, so that a quick second click cannot overtake the first.
 */
import { firstEpochShardOrder } from '../core/epoch-order';
import { type EngineChoice, type Experiment, experimentProblems } from '../core/experiment';
import { errorText, type Result, fail, ok } from '../core/fault';
import { initialState } from '../core/initial-weights';
import type { Evaluation } from '../core/metrics';
import type { RaceReport } from '../core/machine';
import type { TrainState } from '../core/network';
import { DigitStore } from '../dataset/digit-store';
import type { Engine } from '../engine/engine';
import type { Reading, Samples, TrainerApi, TrainerOptions } from '../protocol/commands';
import type { Checkpoint, RunStatus, TrainerEvent } from '../protocol/events';
import { engineConfig, networkOf } from './engine-config';
import { EngineRoom } from './engine-room';
import { evaluateDigits } from './evaluate-digits';
import { CONTEXT_LOST, engineBroke, invalidExperiment } from './faults';
import { pickSamples } from './samples';
import { type RunEnd, TrainingRun } from './training-run';

export class Trainer implements TrainerApi {
  #emit: (event: TrainerEvent) => void = () => {};
  #digits: DigitStore | undefined;
  readonly #engines = new EngineRoom({
    emit: (event) => this.#emit(event),
    onContextLost: () => {
      this.#setStatus('failed');
      this.#emit({ type: 'fault', fault: CONTEXT_LOST });
    },
  });
  #run: TrainingRun | undefined;
  #runEnded: Promise<void> = Promise.resolve();
  #queue: Promise<unknown> = Promise.resolve();
  #status: RunStatus = 'idle';
  #shardOrder: Uint32Array = new Uint32Array();
  /** Counts networks: an evaluation belongs to the one that it began with. */
  #networkNumber = 0;

  open(options: TrainerOptions, listener: (event: TrainerEvent) => void): Promise<void> {
    this.#emit = listener;
    this.#setStatus('loading');
    this.#digits = new DigitStore({
      baseUrl: options.dataUrl,
      onProgress: () => this.#reportData(),
    });
    this.#prioritise(options.seed);
    void this.retryData();
    return Promise.resolve();
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  async retryData(): Promise<void> {
    const loaded = await this.#requireDigits().load();
    if (!loaded.ok) this.#emit({ type: 'fault', fault: loaded.fault });
  }

  samples(count: number, draw: number): Promise<Samples | undefined> {
    return Promise.resolve(pickSamples(this.#requireDigits(), this.#shardOrder, count, draw));
  }

  train(experiment: Experiment): Promise<Result<void>> {
    return this.#enqueue(async () => {
      const problems = experimentProblems({ ...experiment });
      if (problems.length > 0) return fail(invalidExperiment(problems));
      const state = initialState(networkOf(experiment), experiment.optimizer, experiment.seed);
      return this.#begin(experiment, state, 0, false);
    });
  }

  restore({ experiment, state, trainSeconds }: Checkpoint): Promise<Result<void>> {
    return this.#enqueue(() => this.#begin(experiment, state, trainSeconds, true));
  }

  pause(): Promise<void> {
    if (this.#status === 'training') {
      this.#run?.pause();
      this.#setStatus('paused');
    }
    return Promise.resolve();
  }

  resume(): Promise<void> {
    if (this.#status === 'paused') {
      this.#run?.resume();
      this.#setStatus('training');
    }
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return this.#enqueue(() => this.#endRun());
  }

  reset(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#endRun();
      this.#networkNumber++;
      this.#engines.clear();
      this.#setStatus(this.#canTrain() ? 'ready' : 'loading');
    });
  }

  switchEngine(choice: EngineChoice): Promise<Result<void>> {
    return this.#enqueue(() => {
      const run = this.#run;
      if (!run) return Promise.resolve(ok(undefined));
      return run.switchEngine(choice, (experiment, state) =>
        this.#engines.choose(experiment, state, { allowStandIn: false }),
      );
    });
  }

  async race(experiment: Experiment, everyEngine: boolean): Promise<RaceReport | undefined> {
    // In turn with other commands, so that no race begins while a run is being set up; but not awaited there, for a
    // click on Train must be able to end it.
    const { report } = await this.#enqueue(() =>
      Promise.resolve({ report: this.#race(experiment, everyEngine) }),
    );
    return report;
  }

  async predict(pixels: Uint8Array): Promise<Reading | undefined> {
    const { engine } = this.#engines;
    if (!engine || engine.stepCount === 0) return undefined;
    const step = engine.stepCount;
    return this.#unlessReplaced(engine, async () => ({
      probabilities: await engine.predict(pixels, 1),
      step,
    }));
  }

  async evaluate(): Promise<Evaluation | undefined> {
    const digits = this.#requireDigits();
    await digits.whenTest();
    const { engine } = this.#engines;
    if (!engine || engine.stepCount === 0) return undefined;
    const network = this.#networkNumber;
    return this.#unlessReplaced(engine, () =>
      evaluateDigits(
        engine,
        'test',
        digits.test,
        () => network === this.#networkNumber && engine === this.#engines.engine,
        (fraction) => this.#emit({ type: 'evaluating', fraction }),
      ),
    );
  }

  /** Undefined instead of an error when the engine was let go while it was answering. */
  async #unlessReplaced<T>(engine: Engine, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (engine !== this.#engines.engine) return undefined;
      throw error;
    }
  }

  async #race(experiment: Experiment, everyEngine: boolean): Promise<RaceReport | undefined> {
    const { batchSize } = experiment;
    const digits = pickSamples(this.#requireDigits(), this.#shardOrder, batchSize, 0);
    const busy = this.#status === 'training' || this.#status === 'paused';
    if (busy || !digits || experimentProblems({ ...experiment }).length > 0) return undefined;
    return this.#engines.race(experiment, { ...digits, count: batchSize, epoch: 0 }, everyEngine);
  }

  /** Readies the engine and sets the run going. The old network lives until the new engine is known to work. */
  async #begin(
    experiment: Experiment,
    state: TrainState,
    trainSeconds: number,
    paused: boolean,
  ): Promise<Result<void>> {
    await this.#endRun();
    const chosen = await this.#engines.choose(experiment, state, { allowStandIn: true });
    if (!chosen.ok) return chosen;
    const engine = chosen.value;
    const digits = this.#requireDigits();
    this.#prioritise(experiment.seed);
    this.#networkNumber++;
    const emit = this.#emit;
    const run = new TrainingRun({ engine, digits, experiment, initialState: state, trainSeconds, emit });
    if (paused) run.pause();
    else emit({ type: 'started' });
    this.#run = run;
    this.#setStatus(paused ? 'paused' : 'training');
    this.#runEnded = this.#follow(run);
    return ok(undefined);
  }

  async #follow(run: TrainingRun): Promise<void> {
    let end: RunEnd;
    try {
      end = await run.train();
    } catch (error) {
      this.#setStatus('failed');
      this.#emit({ type: 'fault', fault: engineBroke(errorText(error)) });
      return;
    }
    if (typeof end === 'string') {
      if (run.engine.stepCount > 0) await run.saveCheckpoint();
      this.#setStatus('finished');
    } else {
      await run.engine.init(engineConfig(run.experiment), run.lastGoodState);
      this.#setStatus('failed');
      this.#emit({ type: 'fault', fault: end });
    }
  }

  async #endRun(): Promise<void> {
    this.#run?.stop();
    await this.#runEnded;
    this.#run = undefined;
  }

  #enqueue<T>(command: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(command);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #setStatus(status: RunStatus): void {
    this.#status = status;
    this.#emit({ type: 'status', status });
  }

  #requireDigits(): DigitStore {
    if (!this.#digits) throw new Error('open() comes first');
    return this.#digits;
  }

  #prioritise(seed: number): void {
    const digits = this.#requireDigits();
    this.#shardOrder = firstEpochShardOrder(seed, digits.trainShardCount);
    digits.prioritise([...this.#shardOrder]);
  }

  /** Whether the first batch and the validation digits are here. */
  #canTrain(): boolean {
    const digits = this.#requireDigits();
    return digits.isValidationHere && digits.isTrainShardHere(this.#shardOrder[0]!);
  }

  #reportData(): void {
    const { loadedBytes, totalBytes } = this.#requireDigits().progress;
    const canTrain = this.#canTrain();
    this.#emit({ type: 'data', progress: { loadedBytes, totalBytes, canTrain } });
    if (this.#status === 'loading' && canTrain) this.#setStatus('ready');
  }
}
