/**
 * Reads the validation digits for a run: now and then while it trains, spaced so that they take at most about a sixth of its
 * time, and at the end. Each reading also finds the temperature that makes the network's confidence honest.
 */
import { fitTemperature } from '../core/calibration';
import { CLASS_COUNT } from '../core/network';
import type { DigitSource } from '../dataset/digit-source';
import type { Engine } from '../engine/engine';
import type { MetricPoint, TrainerEvent } from '../protocol/events';
import type { NetworkIdentity } from '../core/network-identity';
import { evaluateDigits, type SplitResult } from './evaluate-digits';

/** Readings come no closer than this, and after each there is training for so many times as long as it took. */
const SHORTEST_PAUSE_MS = 300;
const PAUSE_PER_READING = 5;

export interface ValidatorOptions {
  readonly digits: DigitSource;
  readonly emit: (event: TrainerEvent) => void;
  /** Which network it is at a step. */
  readonly identify: (step: number) => NetworkIdentity;
  /** Hears each reading of the validation digits, and the step that it was made at. */
  readonly onValidation?: (reading: SplitResult, step: number) => void;
  /** Hears, at each validation, the temperature that calibrates the network as it is now. */
  readonly onCalibrated?: (temperature: number) => void;
}

export class Validator {
  readonly #options: ValidatorOptions;
  #dueMs = 0;

  constructor(options: ValidatorOptions) {
    this.#options = options;
  }

  /** Training begins, or goes on after a pause: the next reading is a while away. */
  postpone(pauseMs = SHORTEST_PAUSE_MS): void {
    this.#dueMs = performance.now() + pauseMs;
  }

  get isDue(): boolean {
    return performance.now() >= this.#dueMs && this.#options.digits.isValidationHere;
  }

  /**
   * Waits for the digits if it must. The engine has done every step that it was given. Resolves with what it came to, or with
   * undefined when it was given up: isWanted, where there is one, is asked now and then.
   */
  async read(engine: Engine, isWanted?: () => boolean): Promise<MetricPoint | undefined> {
    const { digits, emit, onValidation, onCalibrated } = this.#options;
    const { stepCount: step } = engine;
    await digits.whenValidation();
    const startedAt = performance.now();
    const { validation } = digits;
    const rows = new Float32Array(validation.count * CLASS_COUNT);
    const reading = await evaluateDigits(engine, 'validation', validation, {
      ...(isWanted && { isCurrent: isWanted }),
      onRows: (probabilities, first) => rows.set(probabilities, first * CLASS_COUNT),
    });
    if (!reading) return undefined;
    onCalibrated?.(fitTemperature(rows, validation.labels));
    this.postpone(Math.max(SHORTEST_PAUSE_MS, PAUSE_PER_READING * (performance.now() - startedAt)));
    const { loss, accuracyFraction } = reading.evaluation;
    const point = { step, loss, accuracyFraction };
    emit({ type: 'validation', network: this.#options.identify(step), point });
    onValidation?.(reading, step);
    return point;
  }
}
