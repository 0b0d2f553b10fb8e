/**
 * What is to be noticed of a run at the end of each epoch: whether it is the best so far, whether it has not been better for
 * so long that it is to stop, and whether it learns nothing at all.
 */
import type { Experiment } from '../core/experiment';
import { earlyStopping, type EarlyStopping, observe } from '../core/training/early-stopping';
import { learningTrouble, type LearningTrouble } from '../core/training/learning-trouble';
import type { MetricPoint } from '../protocol/events';

export interface EpochNews {
  readonly isBest: boolean;
  readonly shouldStop: boolean;
  readonly trouble: LearningTrouble | undefined;
}

/** What a record keeps of it, so that a run that goes on stops where it would have stopped. */
export type StoppingState = Pick<EarlyStopping, 'epoch' | 'best'>;

export class EpochWatch {
  readonly #stepsPerEpoch: number;
  #stopping: EarlyStopping;
  #lossSum = 0;
  #rightSum = 0;
  #steps = 0;
  #lastStep: number;
  #earlierLoss: number | undefined;

  /** step: that the run begins at, here or in the middle. */
  constructor(
    { patience }: Experiment,
    stopping: StoppingState | undefined,
    stepsPerEpoch: number,
    step: number,
  ) {
    this.#stopping = { ...earlyStopping(patience === 0 ? null : patience), ...stopping };
    this.#stepsPerEpoch = stepsPerEpoch;
    this.#lastStep = step;
  }

  get stopping(): StoppingState {
    const { epoch, best } = this.#stopping;
    return { epoch, best };
  }

  /** Means over the steps since the last point. */
  training({ step, loss, accuracyFraction }: MetricPoint): void {
    const steps = step - this.#lastStep;
    this.#lastStep = step;
    this.#steps += steps;
    this.#lossSum += steps * loss;
    this.#rightSum += steps * accuracyFraction;
  }

  /** An epoch has ended, and the validation digits were read. */
  epochEnded(experiment: Experiment, { step, accuracyFraction }: MetricPoint): EpochNews {
    const observed = observe(this.#stopping, Math.round(step / this.#stepsPerEpoch), accuracyFraction);
    this.#stopping = observed.state;
    const trainingLoss = this.#lossSum / this.#steps;
    const trouble =
      this.#steps === 0
        ? undefined
        : learningTrouble({
            experiment,
            stepsDone: step,
            stepsPerEpoch: this.#stepsPerEpoch,
            trainingLoss,
            trainingAccuracyFraction: this.#rightSum / this.#steps,
            earlierTrainingLoss: this.#earlierLoss,
            validationAccuracyFraction: accuracyFraction,
          });
    this.#earlierLoss = trainingLoss;
    this.#lossSum = this.#rightSum = this.#steps = 0;
    return { isBest: observed.isBest, shouldStop: observed.shouldStop, trouble };
  }
}
