/**
 * The worker's side of the protocol: owns the digits, the engine and the current run, and turns commands into their
 * lifecycle. Commands that change the run go through one queue, so that a quick second click cannot overtake the first.
 */
import { firstEpochShardOrder } from '../core/epoch-order';
import { type Experiment, experimentProblems } from '../core/experiment';
import { errorText, type Fault, type Result, fail, ok } from '../core/fault';
import { initialState } from '../core/initial-weights';
import type { Evaluation } from '../core/metrics';
import { layerSizesOf, type TrainState } from '../core/network';
import { DigitStore } from '../dataset/digit-store';
import { chooseEngine } from '../engine/choose';
import type { Engine } from '../engine/engine';
import type { Reading, Samples, TrainerApi, TrainerOptions } from '../protocol/commands';
import type { Checkpoint, RunStatus, TrainerEvent } from '../protocol/events';
import { evaluateDigits } from './evaluate-digits';
import { pickSamples } from './samples';
import { type RunEnd, TrainingRun } from './training-run';

const CONTEXT_LOST: Fault = {
  code: 'context-lost',
  message: 'The graphics card was reset while training. Your network is safe up to its last checkpoint.',
  remedy: 'restart-worker',
};

export class Trainer implements TrainerApi {
  #emit: (event: TrainerEvent) => void = () => {};
  #digits: DigitStore | undefined;
  #engine: Engine | undefined;
  #engineChoice: Experiment['engine'] | undefined;
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
      this.#engine?.dispose();
      this.#engine = undefined;
      this.#setStatus(this.#canTrain() ? 'ready' : 'loading');
    });
  }

  async predict(pixels: Uint8Array): Promise<Reading | undefined> {
    const engine = this.#engine;
    if (!engine || engine.stepCount === 0) return undefined;
    const step = engine.stepCount;
    return { probabilities: await engine.predict(pixels, 1), step };
  }

  async evaluate(): Promise<Evaluation | undefined> {
    const digits = this.#requireDigits();
    await digits.whenTest();
    const engine = this.#engine;
    if (!engine || engine.stepCount === 0) return undefined;
    const network = this.#networkNumber;
    return evaluateDigits(
      engine,
      'test',
      digits.test,
      () => network === this.#networkNumber,
      (fraction) => this.#emit({ type: 'evaluating', fraction }),
    );
  }

  /** Readies the engine and sets the run going. The old network lives until the new engine is known to work. */
  async #begin(
    experiment: Experiment,
    state: TrainState,
    trainSeconds: number,
    paused: boolean,
  ): Promise<Result<void>> {
    await this.#endRun();
    const opened = await this.#openEngine(experiment.engine);
    if (!opened.ok) return opened;
    const engine = opened.value;
    const digits = this.#requireDigits();
    this.#prioritise(experiment.seed);
    this.#networkNumber++;
    await engine.init(engineConfig(experiment), state);
    const emit = this.#emit;
    const run = new TrainingRun({ engine, digits, experiment, initialState: state, trainSeconds, emit });
    if (paused) run.pause();
    else emit({ type: 'started' });
    this.#run = run;
    this.#setStatus(paused ? 'paused' : 'training');
    this.#runEnded = this.#follow(run, engine, experiment);
    return ok(undefined);
  }

  async #follow(run: TrainingRun, engine: Engine, experiment: Experiment): Promise<void> {
    let end: RunEnd;
    try {
      end = await run.train();
    } catch (error) {
      this.#setStatus('failed');
      this.#emit({ type: 'fault', fault: engineBroke(errorText(error)) });
      return;
    }
    if (typeof end === 'string') {
      if (engine.stepCount > 0) await run.saveCheckpoint();
      this.#setStatus('finished');
    } else {
      await engine.init(engineConfig(experiment), run.lastGoodState);
      this.#setStatus('failed');
      this.#emit({ type: 'fault', fault: end });
    }
  }

  async #endRun(): Promise<void> {
    this.#run?.stop();
    await this.#runEnded;
    this.#run = undefined;
  }

  async #openEngine(choice: Experiment['engine']): Promise<Result<Engine>> {
    if (this.#engine && this.#engineChoice === choice) return ok(this.#engine);
    const onContextLost = () => {
      this.#setStatus('failed');
      this.#emit({ type: 'fault', fault: CONTEXT_LOST });
    };
    const chosen = await chooseEngine(choice, { onContextLost });
    if (!chosen.ok) return chosen;
    const { engine, note } = chosen.value;
    this.#engine?.dispose();
    this.#engine = engine;
    this.#engineChoice = choice;
    this.#emit({ type: 'engine', name: engine.name, note });
    return ok(engine);
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

const networkOf = (experiment: Experiment) => ({
  layerSizes: layerSizesOf(experiment.hidden),
  activation: experiment.activation,
});

const engineConfig = (experiment: Experiment) => ({
  network: networkOf(experiment),
  optimizer: experiment.optimizer,
  maxBatchSize: experiment.batchSize,
  seed: experiment.seed,
});

/** Out of memory, say. The page holds the last checkpoint, and a fresh worker can go on from it. */
const engineBroke = (detail: string): Fault => ({
  code: 'worker-crashed',
  message: 'Training broke off unexpectedly. Restart to go on from the last safe copy of your network.',
  remedy: 'restart-worker',
  detail,
});

const invalidExperiment = (problems: readonly string[]): Fault => ({
  code: 'invalid-experiment',
  message: problems.join(' '),
  remedy: 'reset-settings',
});
