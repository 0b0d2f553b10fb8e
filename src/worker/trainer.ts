/**
 * The life of a run: turns commands into training runs and their ends. Commands that change the run go through one queue,
 * so that a quick second click cannot overtake the first.
 */
import { type EngineChoice, type EngineName, type Experiment, experimentProblems } from '../core/experiment';
import { errorText, type Result, fail, ok } from '../core/fault';
import type { TrainState } from '../core/network';
import type { TrainerApi } from '../protocol/commands';
import type { Checkpoint } from '../protocol/events';
import { beginningState, engineConfig } from './engine-config';
import { benchmarkBatches } from './benchmark-batches';
import { tryRival } from './try-rival';
import type { PrepareEngine } from './run-control';
import { engineBroke, invalidExperiment } from './faults';
import type { Session } from './session';
import { type RunEnd, TrainingRun } from './training-run';

/** How long the news of a lost graphics context may take. */
const CONTEXT_NEWS_MS = 200;

export class Trainer implements TrainerApi {
  readonly #session: Session;
  #run: TrainingRun | undefined;
  #runEnded: Promise<void> = Promise.resolve();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
  }

  train(experiment: Experiment): Promise<Result<void>> {
    return this.#enqueue(async () => {
      const problems = experimentProblems({ ...experiment });
      if (problems.length > 0) return fail(invalidExperiment(problems));
      return this.#begin(experiment, beginningState(experiment), 0, false);
    });
  }

  restore({ experiment, state, trainSeconds }: Checkpoint): Promise<Result<void>> {
    return this.#enqueue(() => this.#begin(experiment, state, trainSeconds, true));
  }

  pause(): Promise<void> {
    if (this.#session.status === 'training') {
      this.#run?.pause();
      this.#session.setStatus('paused');
    }
    return Promise.resolve();
  }

  resume(): Promise<void> {
    if (this.#session.status === 'paused') {
      this.#run?.resume();
      this.#session.setStatus('training');
    }
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return this.#enqueue(() => this.#endRun());
  }

  reset(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#endRun();
      this.#session.networkReplaced();
      this.#session.engines.clear();
      this.#session.setStatus(this.#session.canTrain ? 'ready' : 'loading');
    });
  }

  switchEngine(choice: EngineChoice): Promise<Result<void>> {
    return this.#enqueue(() => {
      const run = this.#run;
      if (!run) return Promise.resolve(ok(undefined));
      return run.switchEngine(choice, this.#takeOver());
    });
  }

  async benchmark(experiment: Experiment, everyEngine: boolean): Promise<void> {
    // In turn with other commands, so that no benchmark begins while a run is being set up; but not awaited there, for a
    // click on Train must be able to end it.
    const { running } = await this.#enqueue(() =>
      Promise.resolve({ running: this.#benchmark(experiment, everyEngine) }),
    );
    await running;
  }

  #benchmark(experiment: Experiment, everyEngine: boolean): Promise<void> {
    const { digits, status, engines, shardOrder } = this.#session;
    const isBusy = status === 'training' || status === 'paused';
    if (isBusy || experimentProblems({ ...experiment }).length > 0) return Promise.resolve();
    const nextBatch = benchmarkBatches(digits, shardOrder, experiment);
    return nextBatch ? engines.benchmark(experiment, nextBatch, everyEngine) : Promise.resolve();
  }

  /** Has an engine take over a state: the one that the experiment asks for, or the one named. */
  #takeOver(engine?: EngineName): PrepareEngine {
    return async (experiment, state) => {
      const options = { allowStandIn: false, ...(engine ? { engine } : {}) };
      const chosen = await this.#session.engines.choose(experiment, state, options);
      return chosen.ok ? ok(chosen.value.engine) : chosen;
    };
  }

  /** Readies the engine and sets the run going. The old network lives until the new engine is known to work. */
  async #begin(
    experiment: Experiment,
    state: TrainState,
    trainSeconds: number,
    paused: boolean,
  ): Promise<Result<void>> {
    await this.#endRun();
    const chosen = await this.#session.engines.choose(experiment, state, { allowStandIn: true });
    if (!chosen.ok) return chosen;
    const { engine, rival } = chosen.value;
    const digits = this.#session.digits;
    this.#session.prioritise(experiment.seed);
    this.#session.networkReplaced();
    const { emit, evaluations } = this.#session;
    const run = new TrainingRun({
      engine,
      digits,
      experiment,
      initialState: state,
      trainSeconds,
      emit,
      onValidation: (reading, step) => evaluations.record(reading, digits.validation, step),
      onCalibrated: (temperature) => this.#session.calibrated(temperature),
      onRate: (name, stepsPerSecond) => this.#session.engines.enterRate(experiment, name, stepsPerSecond),
    });
    if (paused) run.pause();
    else emit({ type: 'started' });
    this.#run = run;
    this.#session.setStatus(paused ? 'paused' : 'training');
    this.#runEnded = this.#follow(run);
    if (rival) void tryRival(run, rival, (name) => this.#takeOver(name));
    return ok(undefined);
  }

  async #follow(run: TrainingRun): Promise<void> {
    let end: RunEnd;
    try {
      end = await run.train();
    } catch (error) {
      // Where graphics died, the engine may break before the browser says so: that is then the better word for it.
      await new Promise((resolve) => setTimeout(resolve, CONTEXT_NEWS_MS));
      if (this.#session.isContextLost) return;
      this.#session.setStatus('failed');
      this.#session.emit({ type: 'fault', fault: engineBroke(errorText(error)) });
      return;
    }
    if (typeof end === 'string') {
      this.#session.setStatus('finished');
    } else {
      await run.engine.init(engineConfig(run.experiment), run.lastGoodState);
      this.#session.setStatus('failed');
      this.#session.emit({ type: 'fault', fault: end });
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
}
