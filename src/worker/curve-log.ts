import type { Curve, Curves } from '../library/run-record';
import type { MetricPoint } from '../protocol/events';

/** Longer curves are thinned out to half as many points, evenly, whenever they reach this number. */
const MOST_POINTS = 2000;

/** Steps, values and seconds side by side. Every so many points stay; the newest is there until one that stays follows. */
class Column {
  readonly #columns: readonly [steps: number[], values: number[], seconds: number[]];
  #every = 1;
  #added = 0;
  #isNewestPassing = false;

  constructor({ steps, values, seconds }: Pick<Curve, 'steps' | 'values' | 'seconds'>, lastStep: number) {
    const length = steps.filter((step) => step <= lastStep).length;
    this.#columns = [steps.slice(0, length), values.slice(0, length), seconds.slice(0, length)];
  }

  add(...point: readonly [step: number, value: number, second: number]): void {
    if (this.#isNewestPassing) for (const column of this.#columns) column.pop();
    this.#columns.forEach((column, i) => column.push(point[i]!));
    this.#isNewestPassing = this.#added % this.#every !== 0;
    this.#added++;
    if (this.#columns[0].length >= MOST_POINTS) this.#thin();
  }

  #thin(): void {
    for (const column of this.#columns) {
      const kept = column.filter((_, i) => i % 2 === 0);
      column.splice(0, column.length, ...kept);
    }
    this.#every *= 2;
    this.#isNewestPassing = false;
  }

  get curve(): Curve {
    const [steps, values, seconds] = this.#columns.map((column) => [...column]) as [
      number[],
      number[],
      number[],
    ];
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
