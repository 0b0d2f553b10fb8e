import type { Curve, Curves } from '../library/run-record';
import type { MetricPoint } from '../protocol/events';

/** Longer curves are thinned out to half as many points, evenly, whenever they reach this number. */
const MOST_POINTS = 2000;

class Column {
  readonly #steps: number[];
  readonly #values: number[];
  readonly #seconds: number[];

  constructor({ steps, values, seconds }: Pick<Curve, 'steps' | 'values' | 'seconds'>, lastStep: number) {
    const length = steps.filter((step) => step <= lastStep).length;
    this.#steps = steps.slice(0, length);
    this.#values = values.slice(0, length);
    this.#seconds = seconds.slice(0, length);
  }

  add(step: number, value: number, seconds: number): void {
    this.#steps.push(step);
    this.#values.push(value);
    this.#seconds.push(seconds);
    if (this.#steps.length < MOST_POINTS) return;
    for (const column of [this.#steps, this.#values, this.#seconds]) {
      // The first and the newest stay.
      const kept = column.filter((_, i) => i % 2 === 0 || i === column.length - 1);
      column.splice(0, column.length, ...kept);
    }
  }

  get curve(): Curve {
    const [steps, values, seconds] = [[...this.#steps], [...this.#values], [...this.#seconds]];
    return { steps, values, seconds, length: steps.length };
  }
}

const NOTHING: Curve = { steps: [], values: [], seconds: [], length: 0 };

/** The curves of a run as its record keeps them: all of the run, in a bounded number of points. */
export class CurveLog {
  readonly #columns: { readonly [Key in keyof Curves]: Column };

  /** curves: of the run so far, as of this step; what was measured later will be measured again. */
  constructor(curves?: Curves, lastStep = 0) {
    const column = (key: keyof Curves): Column => new Column(curves?.[key] ?? NOTHING, lastStep);
    this.#columns = {
      trainLoss: column('trainLoss'),
      trainAccuracy: column('trainAccuracy'),
      validationLoss: column('validationLoss'),
      validationAccuracy: column('validationAccuracy'),
    };
  }

  training({ step, loss, accuracyFraction }: MetricPoint, seconds: number): void {
    this.#columns.trainLoss.add(step, loss, seconds);
    this.#columns.trainAccuracy.add(step, accuracyFraction, seconds);
  }

  validation({ step, loss, accuracyFraction }: MetricPoint, seconds: number): void {
    this.#columns.validationLoss.add(step, loss, seconds);
    this.#columns.validationAccuracy.add(step, accuracyFraction, seconds);
  }

  curves(): Curves {
    const { trainLoss, trainAccuracy, validationLoss, validationAccuracy } = this.#columns;
    return {
      trainLoss: trainLoss.curve,
      trainAccuracy: trainAccuracy.curve,
      validationLoss: validationLoss.curve,
      validationAccuracy: validationAccuracy.curve,
    };
  }
}
