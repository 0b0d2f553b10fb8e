/**
 * The curves of the current run. Columns grow in place, thousands of points long; what the store hands out is a small window
 * on them, and a new window with a larger length is what announces growth. Nothing is copied.
 */
import { lastIndexWhere } from '../core/last-index';
import type { MetricPoint } from '../protocol/events';
import { type ShownNetwork, slice } from './store';

/**
 * values[i] was measured at step steps[i], when seconds[i] had been spent on training; steps rise. Only the first `length`
 * count. Seconds are NaN where nobody noted them.
 */
export interface Curve {
  readonly steps: readonly number[];
  readonly values: readonly number[];
  readonly seconds: readonly number[];
  readonly length: number;
}

export interface Curves {
  readonly trainLoss: Curve;
  readonly trainAccuracy: Curve;
  readonly validationLoss: Curve;
  readonly validationAccuracy: Curve;
}

const emptyCurve = (): Curve => ({ steps: [], values: [], seconds: [], length: 0 });
export const emptyCurves = (): Curves => ({
  trainLoss: emptyCurve(),
  trainAccuracy: emptyCurve(),
  validationLoss: emptyCurve(),
  validationAccuracy: emptyCurve(),
});

/** The curves of a kept run as of a step: what was measured later will be measured again. */
function asShown(shown?: ShownNetwork): Curves {
  if (!shown) return emptyCurves();
  const cut = ({ steps, values, seconds }: Curve): Curve => {
    const length = steps.filter((step) => step <= shown.network.step).length;
    const part = (column: readonly number[]): number[] => column.slice(0, length);
    return { steps: part(steps), values: part(values), seconds: part(seconds), length };
  };
  const { trainLoss, trainAccuracy, validationLoss, validationAccuracy } = shown.record.curves;
  return {
    trainLoss: cut(trainLoss),
    trainAccuracy: cut(trainAccuracy),
    validationLoss: cut(validationLoss),
    validationAccuracy: cut(validationAccuracy),
  };
}

const [use, set] = slice<object, Curves>('curves', {}, asShown);
export const useSeries = use;

/** The same columns with one more point. */
function grown({ steps, values, seconds }: Curve, step: number, value: number, second: number): Curve {
  (steps as number[]).push(step);
  (values as number[]).push(value);
  (seconds as number[]).push(second);
  return { steps, values, seconds, length: steps.length };
}

/** seconds: spent on training until then. */
export function addTrainingPoint({ step, loss, accuracyFraction }: MetricPoint, seconds = Number.NaN): void {
  set(({ trainLoss, trainAccuracy }) => ({
    trainLoss: grown(trainLoss, step, loss, seconds),
    trainAccuracy: grown(trainAccuracy, step, accuracyFraction, seconds),
  }));
}

/** seconds: spent on training until then. */
export function addValidationPoint(
  { step, loss, accuracyFraction }: MetricPoint,
  seconds = Number.NaN,
): void {
  set(({ validationLoss, validationAccuracy }) => ({
    validationLoss: grown(validationLoss, step, loss, seconds),
    validationAccuracy: grown(validationAccuracy, step, accuracyFraction, seconds),
  }));
}

/** The newest point, as of a step, of a pair of curves that grow together; undefined when there is none. */
export function lastPoint(loss: Curve, accuracy: Curve, lastStep: number): MetricPoint | undefined {
  const at = lastIndexWhere(loss.steps, (step) => step <= lastStep);
  return at < 0
    ? undefined
    : { step: loss.steps[at]!, loss: loss.values[at]!, accuracyFraction: accuracy.values[at]! };
}
