/**
 * The life of a run: turns commands into training runs and their ends. Commands that change the run go through one queue,
 * so that a quick second click cannot overtake the first.
 */
import type { EngineName } from '../core/engines';
import { type EngineChoice, type Experiment, experimentProblems } from '../core/experiment';
import { errorText, type Fault, type Result, fail, ok } from '../core/fault';
import type { RunRecord, WeightsRole } from '../library/run-record';
import type { TrainerApi } from '../protocol/commands';
import type { RunStatus, UnkeptRun } from '../protocol/events';
import {
  type Beginning,
  checkExperiment,
  fromKept,
  fromPretrained,
  fromScratch,
  furtherEpochs,
  readBestEpoch,
  readKept,
} from './beginnings';
import { benchmarkBatches } from './benchmark-batches';
import { DrawAhead } from './draw-ahead';
import { batchOptions, engineConfig } from './engine-config';
import { engineBroke, NOTHING_TO_GO_ON, OVERTAKEN } from './faults';
import type { PrepareEngine } from './run-control';
import type { Session } from './session';
import { type RunEnd, TrainingRun } from './training-run';
import { tryRival } from './try-rival';

export class Trainer implements TrainerApi {
  readonly #session: Session;
  #run: TrainingRun | undefined;
  #pace: number | undefined;
  #runEnded: Promise<void> = Promise.resolve();
  #queue: Promise<unknown> = Promise.resolve();
  /** Counts the wishes for another network on screen, or none; and the latest of them that was granted. */
  #asked = 0;
  #granted = 0;
  readonly #drawAhead = new DrawAhead();

  constructor(session: Session) {
    this.#session = session;
  }

  train(experiment: Experiment, seriesId: string | null): Promise<Result<void>> {
    return this.#put(++this.#asked, () => {
      const checked = checkExperiment(experiment);
      return checked.ok ? ok(fromScratch(this.#session, experiment, seriesId)) : checked;
    });
  }

  /** Takes up a kept run, or the network of its best epoch. Other commands do not wait while it is read. */
  async open(runId: string, role: WeightsRole = 'last'): Promise<Result<void>> {
    const turn = ++this.#asked;
    const read = await (role === 'best' ? readBestEpoch : readKept)(this.#session, runId);
    return this.#put(turn, () => read);
  }

  /** Takes up a run that only the page has held. */
  adopt(run: UnkeptRun): Promise<Result<void>> {
    return this.#put(++this.#asked, () => ok(fromKept(this.#session, run, run.wasKept)));
  }

  /** Makes a run of a copy of the pretrained network. */
  async copyPretrained(engine: EngineChoice): Promise<Result<void>> {
    const turn = ++this.#asked;
    const copy = await fromPretrained(this.#session, engine);
    return this.#put(turn, () => copy);
  }

  /** Has a run that has ended train on, until it has done so many epochs in all. */
  goOn(epochs: number): Promise<Result<void>> {
    return this.#put(++this.#asked, () =>
      this.#isRunning ? fail(NOTHING_TO_GO_ON) : furtherEpochs(this.#session, epochs),
    );
  }

  /** Changes settings of a paused run, from its next step on. */
  change(changes: Partial<Experiment>): Promise<Result<void>> {
    return this.#enqueue(() => {
      const run = this.#run;
      if (!run?.isPaused) return Promise.resolve(fail(NOTHING_TO_GO_ON));
      const checked = checkExperiment({ ...run.experiment, ...changes });
      if (!checked.ok) return Promise.resolve(checked);
      run.change(changes);
      this.#session.keeper.changed(run.engine.stepCount, run.experiment, changes);
      void this.#session.keeper.save();
      return Promise.resolve(ok(undefined));
    });
  }

  /** Saves the run as it is now. */
  async keep(): Promise<void> {
    const { keeper, status, isContextLost } = this.#session;
    // Between two steps of a run that goes on; it saves by itself then.
    if (status === 'training' && !isContextLost) this.#run?.keep();
    else await keeper.save();
  }

  pause(): Promise<void> {
    if (this.#session.status === 'training') {
      this.#run?.pause();
      this.#setStatus('paused');
    }
    return Promise.resolve();
  }

  resume(): Promise<void> {
    if (this.#session.status === 'paused') {
      this.#run?.resume();
      this.#setStatus('training');
      // What was stored when it came to rest says that it rests.
      void this.#session.keeper.save();
    }
    return Promise.resolve();
  }

  setPace(stepsPerSecond: number | undefined): Promise<void> {
    this.#pace = stepsPerSecond;
    this.#run?.setPace(stepsPerSecond);
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return this.#enqueue(() => this.#endRun());
  }

  reset(): Promise<void> {
    const turn = ++this.#asked;
    return this.#enqueue(async () => {
      await this.#endRun();
      this.#granted = turn;
      void this.#session.keeper.save();
      this.#session.keeper.letGo();
      this.#session.engines.clear();
      this.#session.networkReplaced('training');
      this.#session.setStatus(this.#session.canTrain ? 'ready' : 'loading');
    });
  }

  switchEngine(choice: EngineChoice): Promise<Result<void>> {
    return this.#enqueue(async () => {
      const run = this.#run;
      if (!run) return ok(undefined);
      const switched = await run.switchEngine(choice, this.#takeOver());
      const { engine } = run.experiment;
      if (switched.ok) this.#session.keeper.changed(run.engine.stepCount, run.experiment, { engine });
      return switched;
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
    const { digits, engines, shardOrder } = this.#session;
    if (this.#isRunning || experimentProblems({ ...experiment }).length > 0) return Promise.resolve();
    // Engines are to be timed by themselves.
    this.#drawAhead.stop();
    const nextBatch = benchmarkBatches(digits, shardOrder, experiment);
    if (!nextBatch) return Promise.resolve();
    const timed = engines.benchmark(experiment, nextBatch, everyEngine);
    const options = batchOptions(experiment, digits.dataset);
    void timed.then(() => this.#drawAhead.begin(options, () => !this.#isRunning));
    return timed;
  }

  get #isRunning(): boolean {
    const { status } = this.#session;
    return status === 'training' || status === 'paused';
  }

  /** Has an engine take over a state: the one that the experiment asks for, or the one named. */
  #takeOver(engine?: EngineName): PrepareEngine {
    return async (experiment, state) => {
      const options = { allowStandIn: false, ...(engine ? { engine } : {}) };
      const chosen = await this.#session.engines.choose(experiment, state, options);
      if (!chosen.ok) return chosen;
      this.#session.keeper.update({ engine: chosen.value.engine.name });
      return ok(chosen.value.engine);
    };
  }

  /** In turn, has a run begin in place of the one on screen; not when one that was asked for later has begun before. */
  #put(turn: number, ready: () => Result<Beginning> | Promise<Result<Beginning>>): Promise<Result<void>> {
    return this.#enqueue(async () => {
      if (turn < this.#granted) return fail(OVERTAKEN);
      const beginning = await ready();
      if (!beginning.ok) return beginning;
      this.#granted = turn;
      return this.#begin(beginning.value);
    });
  }

  /** Readies the engine and sets the run going. The old network lives until the new engine is known to work. */
  async #begin({ experiment, state, record, previous, begins }: Beginning): Promise<Result<void>> {
    const session = this.#session;
    const found = await session.digitsOf(experiment.data);
    if (!found.ok) return found;
    const digits = found.value;
    const { evaluations, keeper } = session;
    await this.#endRun();
    const chosen = await session.engines.choose(experiment, state, { allowStandIn: true });
    if (!chosen.ok) return chosen;
    const { engine, rival } = chosen.value;
    session.useDigits(digits);
    session.prioritise(experiment.seed);
    void session.loadDigits();
    const run: TrainingRun = new TrainingRun({
      engine,
      digits,
      experiment,
      initialState: state,
      trainSeconds: previous?.trainSeconds ?? 0,
      ...(previous ? { stopping: previous.stopping } : {}),
      hasEnded: begins === 'ended',
      emit: (event) => {
        if (event.type === 'progress' && event.training) {
          keeper.trained(event.training, event.progress.trainSeconds);
        } else if (event.type === 'validation') {
          keeper.validated(event.point, run.trainSeconds);
        }
        session.emit(event);
      },
      identify: (step) => session.identify(step)!,
      onValidation: (result, step) => evaluations.record(result, digits.validation, step),
      onCalibrated: (temperature) => session.calibrated(temperature),
      onRate: (name, stepsPerSecond) => session.engines.enterRate(experiment, name, stepsPerSecond),
      onEpoch: ({ trouble }) => {
        keeper.update({ stopping: run.stopping });
        const network = session.identity;
        if (network) session.emit({ type: 'trouble', network, trouble });
      },
      onCheckpoint: (copy, reason) => {
        keeper.copied(copy, reason === 'best');
        keeper.update({ trainSeconds: run.trainSeconds });
        if (reason === 'rest' || reason === 'end') void keeper.save();
        else keeper.saveNowAndThen();
      },
    });
    const { cause } = await record(run, engine.name);
    keeper.update({ engine: engine.name });
    session.networkReplaced(cause);
    if (begins !== 'training') run.pause();
    run.setPace(this.#pace);
    this.#run = run;
    this.#setStatus(begins === 'training' ? 'training' : 'paused');
    this.#runEnded = this.#follow(run);
    if (rival) void tryRival(run, rival, (name) => this.#takeOver(name));
    return ok(undefined);
  }

  /** Never rejects: whatever breaks in a run, the next command finds the queue free. */
  async #follow(run: TrainingRun): Promise<void> {
    try {
      const end = await run.train();
      if (typeof end === 'string') this.#ended(end);
      else await this.#rollBack(run, end);
    } catch (error) {
      // Where graphics died, that is the better word for it, and told.
      if (!(await this.#session.graphicsHaveDied())) this.#fail(engineBroke(errorText(error)));
    }
  }

  #ended(end: Exclude<RunEnd, Fault>): void {
    this.#setStatus('finished', end === 'stopped' ? 'stopped' : 'finished');
    void this.#session.keeper.save();
  }

  /** The numbers have flown apart: the network is put back to its last good state, which may be one that knows nothing. */
  async #rollBack(run: TrainingRun, fault: Fault): Promise<void> {
    await run.engine.init(engineConfig(run.experiment), run.lastGoodState);
    this.#session.keeper.rolledBack(run.lastGoodState);
    this.#session.networkReplaced('roll-back');
    this.#fail(fault);
  }

  #fail(fault: Fault): void {
    this.#setStatus('failed');
    this.#session.emit({ type: 'fault', fault });
    void this.#session.keeper.save();
  }

  #setStatus(status: RunStatus & RunRecord['status'], kept: RunRecord['status'] = status): void {
    this.#session.keeper.update({ status: kept });
    this.#session.setStatus(status);
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
