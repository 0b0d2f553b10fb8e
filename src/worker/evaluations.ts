import { calibrationBins } from '../core/calibration';
import type { Split } from '../core/splits';
import type { DigitPredictions } from '../core/digit-predictions';
import type { SplitEvaluation } from '../protocol/browsing';
import type { DigitSet } from '../dataset/digit-source';
import type { SplitResult } from './evaluate-digits';

/** Bins of the calibration curve: ten are read at a glance. */
const CALIBRATION_BINS = 10;

/** The latest reading of each split by the current network. */
export class Evaluations {
  readonly #tell: (splitEvaluation: SplitEvaluation) => void;
  readonly #latest = new Map<Split, { readonly predictions: DigitPredictions; readonly step: number }>();

  constructor(tell: (splitEvaluation: SplitEvaluation) => void) {
    this.#tell = tell;
  }

  record({ evaluation, predictions }: SplitResult, { labels }: DigitSet, step: number): void {
    const { split } = evaluation;
    this.#latest.set(split, { predictions, step });
    const correct = predictions.predicted.map((guess, i) => Number(guess === labels[i]));
    const calibration = calibrationBins(predictions.confidences, correct, CALIBRATION_BINS);
    this.#tell({ split, step, evaluation, calibration });
  }

  /** Read only. Undefined when the current network has not read the split. */
  predictionsOn(split: Split): DigitPredictions | undefined {
    return this.#latest.get(split)?.predictions;
  }

  /** The training step of that reading. */
  stepOf(split: Split): number | undefined {
    return this.#latest.get(split)?.step;
  }

  /** The network has been replaced. */
  clear(): void {
    this.#latest.clear();
  }
}
