/**
 * Reads an engine's metrics a few times a second without making the training loop wait for the device: a reading is asked
 * for and the loop goes on; only when the device lags too many steps behind is the answer awaited. That bound also keeps the
 * queue short, so that a prediction asked for in between is answered soon.
 */
import type { Engine, StepMetrics } from '../engine/engine';
import type { MetricPoint } from '../protocol/events';
import type { Stopwatch } from './stopwatch';

const READ_EVERY_MS = 100;
/** The device may be this much work behind the loop. */
const MAX_LAG_MS = 60;
const MAX_LAG_STEPS = 64;

export class MetricsReader {
  examplesPerSecond = 0;
  readonly #engine: Engine;
  readonly #clock: Stopwatch;
  #pending: Promise<void> | undefined;
  #point: MetricPoint | undefined;
  #askedAt = performance.now();
  #stepsSinceAsked = 0;
  #stepMs = MAX_LAG_MS;
  #answeredSeconds: number;

  constructor(engine: Engine, clock: Stopwatch) {
    this.#engine = engine;
    this.#clock = clock;
    this.#answeredSeconds = clock.seconds;
  }

  /** Called after every step. Resolves at once unless the device lags. */
  async afterStep(): Promise<void> {
    this.#stepsSinceAsked++;
    if (this.#pending) {
      const maxLag = Math.min(MAX_LAG_STEPS, Math.max(1, Math.round(MAX_LAG_MS / this.#stepMs)));
      if (this.#stepsSinceAsked >= maxLag) await this.#pending;
    } else if (performance.now() - this.#askedAt >= READ_EVERY_MS) {
      this.#ask();
    }
  }

  /** Waits until the device has done every step enqueued so far. */
  async finish(): Promise<void> {
    await this.#pending;
    if (this.#stepsSinceAsked > 0) this.#ask();
    await this.#pending;
  }

  /** The newest reading, once. */
  takePoint(): MetricPoint | undefined {
    const point = this.#point;
    this.#point = undefined;
    return point;
  }

  #ask(): void {
    const step = this.#engine.stepCount;
    const steps = this.#stepsSinceAsked;
    this.#stepsSinceAsked = 0;
    this.#askedAt = performance.now();
    this.#pending = this.#engine.readMetrics().then((metrics) => this.#answer(metrics, step, steps));
  }

  #answer({ loss, accuracyFraction, exampleCount }: StepMetrics, step: number, steps: number): void {
    const seconds = this.#clock.seconds - this.#answeredSeconds;
    this.#answeredSeconds = this.#clock.seconds;
    this.#pending = undefined;
    if (exampleCount === 0) return;
    this.#point = { step, loss, accuracyFraction };
    if (seconds <= 0) return;
    this.examplesPerSecond = exampleCount / seconds;
    this.#stepMs = (1000 * seconds) / Math.max(1, steps);
  }
}
