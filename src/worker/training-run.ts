/**
 * One training run: the loop that feeds batches to an engine, reports how it goes, and can be paused, resumed and stopped
 * between any two steps.
 *
 * The loop never waits for the device. Steps are enqueued; a few times a second the metrics of the steps so far are asked
 * for, and only when the device has fallen too far behind does the loop wait for that answer. Every few milliseconds it lets
 * messages through, by a MessageChannel, so that it runs on at full speed in a hidden tab.
 */
import type { EngineChoice, Experiment } from '../core/experiment';
import { type Fault, fail, ok, type Result } from '../core/fault';
import type { TrainState } from '../core/network';
import { learningRateAt } from '../core/schedule';
import { BatchSource } from '../dataset/batches';
import type { Engine } from '../engine/engine';
import { NON_FINITE } from './faults';
import { batchOptions, stepHyper } from './engine-config';
import { Checkpoints } from './checkpoints';
import { EpochWatch, type StoppingState } from './epoch-watch';
import { MessageGaps } from './message-gaps';
import { MetricsReader } from './metrics-reader';
import { type Handover, type PrepareEngine, RunControl } from './run-control';
import type { RunOptions } from './run-options';
import { RunRate } from './run-rate';
import { Stopwatch } from './stopwatch';
import { Validator } from './validator';

/** 'finished' also when early stopping has ended it. */
export type RunEnd = 'finished' | 'stopped' | Fault;

/** Who stops a run does not wait longer than this for the validation digits to be read once more. */
const LAST_READING_MS = 2000;

export class TrainingRun {
  readonly totalSteps: number;
  readonly #options: RunOptions;
  #batches: BatchSource;
  readonly #clock: Stopwatch;
  readonly #validator: Validator;
  #engine: Engine;
  #experiment: Experiment;
  #metrics: MetricsReader;
  readonly #control = new RunControl();
  #ended = false;
  #isSettled = false;
  readonly #checkpoints: Checkpoints;
  readonly #epochs: EpochWatch;
  readonly #rate: RunRate;
  /** Steps a second; undefined for as many as there can be. */
  readonly setPace = (stepsPerSecond: number | undefined): void => this.#control.setPace(stepsPerSecond);

  constructor(options: RunOptions) {
    const { digits, experiment, engine, initialState, stopping } = options;
    this.#options = options;
    this.#engine = engine;
    this.#experiment = experiment;
    this.#batches = new BatchSource(digits, batchOptions(experiment, digits.dataset));
    this.totalSteps = this.#batches.stepsPerEpoch * experiment.epochs;
    this.#clock = new Stopwatch(options.trainSeconds);
    this.#validator = new Validator(options);
    this.#metrics = new MetricsReader(engine, this.#clock, this.totalSteps);
    this.#rate = new RunRate(options.onRate);
    this.#checkpoints = new Checkpoints(initialState, options.trainSeconds, options.onCheckpoint);
    this.#epochs = new EpochWatch(experiment, stopping, this.#batches.stepsPerEpoch, initialState.step);
  }

  get trainSeconds(): number {
    return this.#clock.seconds;
  }

  get isPaused(): boolean {
    return this.#control.mode === 'paused';
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** As it stands: the engine may have been changed on the way. */
  get experiment(): Experiment {
    return this.#experiment;
  }

  pause(): void {
    this.#control.setMode('paused');
  }

  resume(): void {
    this.#control.setMode('running');
  }

  stop(): void {
    this.#control.setMode('stopping');
  }

  /**
   * Between two steps, running or paused, has another engine take the network over. When it will not, the one in use goes
   * on as if nothing had been asked.
   */
  switchEngine(choice: EngineChoice, prepare: PrepareEngine): Promise<Result<void>> {
    if (this.#ended) return Promise.resolve(ok(undefined));
    return new Promise((done) => {
      this.#control.askForHandover({ choice, prepare, done });
    });
  }

  /** Settings hold from the next step on. What fixes the network's shape, or the run's length, must not be among them. */
  change(changes: Partial<Experiment>): void {
    this.#experiment = { ...this.#experiment, ...changes };
    const { digits } = this.#options;
    this.#batches = new BatchSource(digits, batchOptions(this.#experiment, digits.dataset));
  }

  /** Has the network copied out at the next opportunity. */
  keep(): void {
    this.#checkpoints.want();
  }

  get stepsPerEpoch(): number {
    return this.#batches.stepsPerEpoch;
  }

  get stopping(): StoppingState {
    return this.#epochs.stopping;
  }

  /** Steps per second on the engine in use; NaN at first. */
  get stepsPerSecond(): number {
    return this.#metrics.stepsPerSecond;
  }

  /**
   * Resolves with true once stepsPerSecond is based on so many seconds of training on the engine in use; with false when the
   * run ends before, when its engine is changed, and when somebody else asks.
   */
  whenRated(seconds: number): Promise<boolean> {
    return this.#ended ? Promise.resolve(false) : this.#rate.whenRated(seconds);
  }

  /** Trains to the end, to stop() or to a fault. Called once. */
  async train(): Promise<RunEnd> {
    try {
      return await this.#loop();
    } finally {
      this.#ended = true;
      this.#rate.end();
      // Asked for too late to matter: the next run will use it.
      this.#control.handover?.done(ok(undefined));
    }
  }

  async #loop(): Promise<RunEnd> {
    this.#emitProgress();
    const gaps = new MessageGaps();
    this.#validator.postpone();
    while (this.#isUnfinished) {
      let fault: Fault | undefined;
      if (this.#control.handover) {
        fault = await this.#handOver(this.#control.handover);
      } else if (this.#control.mode === 'paused') {
        fault = await this.#rest();
      } else if (this.#control.slowMotion.waitMs > 0) {
        // What the last steps came to is told, and the time until the next is no time trained.
        fault = (await this.#settle()) ?? (await this.#control.nap());
      } else if (await this.#digitsAreHere()) {
        this.#step();
        fault = await this.#report();
      }
      if (fault) return fault;
      if (gaps.isDue) await gaps.pass();
    }
    const fault = await this.#settle();
    if (fault) return fault;
    this.#rate.tell(this.#engine.name, this.#metrics);
    if (this.#engine.stepCount > 0) {
      await this.#checkpoints.take(this.#engine, 'end');
      const beganAt = performance.now();
      const isInTime = () => performance.now() - beganAt < LAST_READING_MS;
      await this.#validator.read(this.#engine, () => !this.#isStopping || isInTime());
    }
    const hasEnded = this.#isSettled || this.#options.hasEnded || this.#engine.stepCount >= this.totalSteps;
    return hasEnded ? 'finished' : 'stopped';
  }

  get #isStopping(): boolean {
    return this.#control.mode === 'stopping';
  }

  get #isUnfinished(): boolean {
    if (this.#isSettled || this.#options.hasEnded || this.#isStopping) return false;
    return this.#engine.stepCount < this.totalSteps;
  }

  #step(): void {
    const experiment = this.#experiment;
    const { stepCount } = this.#engine;
    this.#clock.start();
    const rate = learningRateAt(experiment.schedule, experiment.learningRate, stepCount, this.totalSteps);
    this.#engine.step(this.#batches.fill(stepCount), stepHyper(experiment, rate));
    this.#control.slowMotion.stepped();
  }

  /** After a step: metrics, validation and checkpoints, whichever is due. */
  async #report(): Promise<Fault | undefined> {
    await this.#metrics.afterStep();
    const fault = this.#publishMetrics();
    if (fault) return fault;
    this.#rate.trained(this.#metrics);
    const epochEnded = this.#engine.stepCount % this.#batches.stepsPerEpoch === 0;
    if (epochEnded || this.#validator.isDue) {
      const lateFault = await this.#settle();
      if (!lateFault) await this.#validate(epochEnded);
      return lateFault;
    }
    return this.#checkpoints.isDue(this.#clock.seconds) ? this.#checkpointOnTheWay() : undefined;
  }

  async #validate(epochEnded: boolean): Promise<void> {
    const point = await this.#validator.read(this.#engine, () => !this.#isStopping);
    if (!epochEnded || !point) return;
    const news = this.#epochs.epochEnded(this.#experiment, point);
    this.#isSettled = news.shouldStop;
    if (news.isBest) await this.#checkpoints.take(this.#engine, 'best');
    this.#options.onEpoch?.(news);
  }

  /** Waits until the device has done every step and stops the clock. */
  async #settle(): Promise<Fault | undefined> {
    await this.#metrics.finish();
    this.#clock.stop();
    return this.#publishMetrics(true);
  }

  #publishMetrics(early = false): Fault | undefined {
    const point = this.#metrics.takePoint(early);
    if (!point) return undefined;
    if (!Number.isFinite(point.loss)) return NON_FINITE;
    this.#epochs.training(point);
    this.#emitProgress(point);
    return undefined;
  }

  #emitProgress(training?: { step: number; loss: number; accuracyFraction: number }): void {
    const { threads } = this.#engine;
    const progress = {
      step: this.#engine.stepCount,
      totalSteps: this.totalSteps,
      stepsPerEpoch: this.#batches.stepsPerEpoch,
      trainSeconds: this.#clock.seconds,
      examplesPerSecond: this.#metrics.examplesPerSecond,
      ...(threads === undefined ? {} : { threads }),
    };
    const network = this.#options.identify(progress.step);
    this.#options.emit({ type: 'progress', network, progress, ...(training ? { training } : {}) });
  }

  async #checkpointOnTheWay(): Promise<Fault | undefined> {
    const startedAt = performance.now();
    const fault = await this.#settle();
    if (!fault) await this.#checkpoints.takeDue(this.#engine, this.#clock.seconds, startedAt);
    return fault;
  }

  /** The last state whose loss was a number. */
  get lastGoodState(): TrainState {
    return this.#checkpoints.lastGoodState;
  }

  async #rest(): Promise<Fault | undefined> {
    const fault = await this.#settle();
    if (fault) return fault;
    this.#rate.tell(this.#engine.name, this.#metrics);
    await this.#checkpoints.take(this.#engine, 'rest');
    this.#emitProgress();
    while (this.#control.mode === 'paused' && !this.#control.handover) await this.#control.change;
    this.#validator.postpone();
    return undefined;
  }

  async #handOver({ choice, prepare, done }: Handover): Promise<Fault | undefined> {
    const fault = await this.#settle();
    if (fault) return fault;
    this.#rate.tell(this.#engine.name, this.#metrics);
    this.#rate.end();
    const experiment = { ...this.#experiment, engine: choice };
    const prepared = await prepare(experiment, await this.#checkpoints.copy(this.#engine));
    this.#control.handoverAnswered();
    if (!prepared.ok) {
      const message = `${prepared.fault.message} Training stays with ${this.#engine.name}.`;
      done(fail({ ...prepared.fault, message }));
      return undefined;
    }
    this.#engine = prepared.value;
    this.#experiment = experiment;
    this.#metrics = new MetricsReader(this.#engine, this.#clock, this.totalSteps);
    done(ok(undefined));
    return undefined;
  }

  /** Waits for the digits of the next step, if it must. False when the wait was cut short by a command. */
  async #digitsAreHere(): Promise<boolean> {
    const ready = this.#batches.ready(this.#engine.stepCount);
    if (ready !== true) this.#clock.stop();
    return ready === true || Promise.race([ready.then(() => true), this.#control.change.then(() => false)]);
  }
}
