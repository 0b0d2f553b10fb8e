import { calibrationBins } from '../core/calibration';
import type { Split } from '../core/splits';
import type { Verdicts } from '../core/verdicts';
import type { Judgement } from '../protocol/browsing';
import type { DigitSet } from '../dataset/digit-store';
import type { SplitReading } from './evaluate-digits';

/** Bins of the calibration curve: ten are read at a glance. */
const CALIBRATION_BINS = 10;

/** The latest reading of each split by the current network. */
export class Judgements {
  readonly #tell: (judgement: Judgement) => void;
  readonly #latest = new Map<Split, { readonly verdicts: Verdicts; readonly step: number }>();

  constructor(tell: (judgement: Judgement) => void) {
    this.#tell = tell;
  }

  record({ evaluation, verdicts }: SplitReading, { labels }: DigitSet, step: number): void {
    const { split } = evaluation;
    this.#latest.set(split, { verdicts, step });
    const correct = verdicts.guesses.map((guess, i) => Number(guess === labels[i]));
    const calibration = calibrationBins(verdicts.confidences, correct, CALIBRATION_BINS);
    this.#tell({ split, step, evaluation, calibration });
  }

  /** Read only. Undefined when the current network has not read the split. */
  verdictsOn(split: Split): Verdicts | undefined {
    return this.#latest.get(split)?.verdicts;
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
