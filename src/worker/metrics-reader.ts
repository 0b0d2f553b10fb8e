/**
 * Reads an engine's metrics without making the training loop wait for the device: a reading is asked for and the loop goes
 * on; only when the device lags too many steps behind is the answer awaited. That bound keeps the queue of steps short, so
 * that whatever else is asked of the device is answered soon. What comes back is gathered into points, a few a second,
 * and at least a hundred in a run.
 */
import type { Engine, StepMetrics } from '../engine/engine';
import type { MetricPoint } from '../protocol/events';
import type { Stopwatch } from './stopwatch';

const POINT_EVERY_MS = 100;
/** A run that is over in a second is to be seen all the same: a point at least for so large a part of it. */
const POINT_EVERY_SHARE = 0.01;
/** The loop may be this much work ahead of an answer that has been asked for, and of the next question. */
const MAX_LAG_MS = 60;
const MAX_LAG_STEPS = 512;

export class MetricsReader {
  examplesPerSecond = 0;
  readonly #engine: Engine;
  readonly #clock: Stopwatch;
  #pending: Promise<void> | undefined;
  /** Sums over the answers since the last point. */
  #lossSum = 0;
  #rightSum = 0;
  #exampleCount = 0;
  #step = 0;
  readonly #pointSteps: number;
  #pointedStep: number;
  #pointedAt = performance.now();
  #pointedSeconds: number;
  #askedAt = performance.now();
  #stepsSinceAsked = 0;
  #stepMs = MAX_LAG_MS;
  #answeredSeconds: number;
  #hasAnswered = false;
  /** Steps and seconds of training between the first answer and the latest: the first pays for what is done only once. */
  #trainedSteps = 0;
  #trainedSeconds = 0;

  /** totalSteps: of the whole run. */
  constructor(engine: Engine, clock: Stopwatch, totalSteps: number) {
    this.#pointSteps = Math.max(1, Math.floor(POINT_EVERY_SHARE * totalSteps));
    this.#pointedStep = engine.stepCount;
    this.#engine = engine;
    this.#clock = clock;
    this.#answeredSeconds = clock.seconds;
    this.#pointedSeconds = clock.seconds;
  }

  /** Seconds of training that stepsPerSecond is based on. */
  get trainedSeconds(): number {
    return this.#trainedSeconds;
  }

  /** Of this engine in this run; NaN before the second answer. */
  get stepsPerSecond(): number {
    return this.#trainedSteps / this.#trainedSeconds;
  }

  /** Called after every step. Resolves at once unless the device lags. */
  async afterStep(): Promise<void> {
    this.#stepsSinceAsked++;
    const maxLag = Math.min(MAX_LAG_STEPS, Math.max(1, Math.round(MAX_LAG_MS / this.#stepMs)));
    if (this.#stepsSinceAsked >= maxLag && this.#pending) await this.#pending;
    const isDue =
      performance.now() - this.#askedAt >= POINT_EVERY_MS || this.#stepsSinceAsked >= this.#pointSteps;
    if (!this.#pending && (isDue || this.#stepsSinceAsked >= maxLag)) this.#ask();
  }

  /** Waits until the device has done every step enqueued so far. */
  async finish(): Promise<void> {
    await this.#pending;
    if (this.#stepsSinceAsked > 0) this.#ask();
    await this.#pending;
  }

  /** What the steps since the last point came to, a few times a second; with `early`, whatever there is. */
  takePoint(early = false): MetricPoint | undefined {
    const now = performance.now();
    const isDue =
      now - this.#pointedAt >= POINT_EVERY_MS || this.#step - this.#pointedStep >= this.#pointSteps;
    if (this.#exampleCount === 0 || (!early && !isDue)) return undefined;
    const seconds = this.#answeredSeconds - this.#pointedSeconds;
    if (seconds > 0) this.examplesPerSecond = this.#exampleCount / seconds;
    const point = {
      step: this.#step,
      loss: this.#lossSum / this.#exampleCount,
      accuracyFraction: this.#rightSum / this.#exampleCount,
    };
    this.#pointedAt = now;
    this.#pointedStep = this.#step;
    this.#pointedSeconds = this.#answeredSeconds;
    this.#lossSum = this.#rightSum = this.#exampleCount = 0;
    return point;
  }

  #ask(): void {
    const step = this.#engine.stepCount;
    const steps = this.#stepsSinceAsked;
    this.#stepsSinceAsked = 0;
    this.#askedAt = performance.now();
    this.#pending = this.#engine.readMetrics().then((metrics) => this.#answer(metrics, step, steps));
    // Whoever waits for it next hears of it; nobody may, where something else has broken first.
    this.#pending.catch(() => undefined);
  }

  #answer({ loss, accuracyFraction, exampleCount }: StepMetrics, step: number, steps: number): void {
    const seconds = this.#clock.seconds - this.#answeredSeconds;
    this.#answeredSeconds = this.#clock.seconds;
    this.#pending = undefined;
    if (this.#hasAnswered) {
      this.#trainedSteps += steps;
      this.#trainedSeconds += seconds;
    }
    this.#hasAnswered = true;
    if (seconds > 0) this.#stepMs = (1000 * seconds) / Math.max(1, steps);
    if (exampleCount === 0) return;
    this.#step = step;
    this.#lossSum += loss * exampleCount;
    this.#rightSum += accuracyFraction * exampleCount;
    this.#exampleCount += exampleCount;
  }
}
