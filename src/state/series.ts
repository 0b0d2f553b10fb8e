/**
 * The curves of the current run as growing columns. They are mutated in place, thousands of points long, so components
 * subscribe to `version` and read the columns when it changes.
 */
import { create } from 'zustand';
import type { MetricPoint } from '../protocol/events';

/** One curve: values[i] was measured at step steps[i], in rising order. */
export class Curve {
  readonly steps: number[] = [];
  readonly values: number[] = [];

  get length(): number {
    return this.steps.length;
  }

  add(step: number, value: number): void {
    this.steps.push(step);
    this.values.push(value);
  }

  clear(): void {
    this.steps.length = 0;
    this.values.length = 0;
  }
}

export const curves = {
  trainLoss: new Curve(),
  trainAccuracy: new Curve(),
  validationLoss: new Curve(),
  validationAccuracy: new Curve(),
};

export const useSeries = create<{ readonly version: number }>()(() => ({ version: 0 }));

const bump = (): void => useSeries.setState(({ version }) => ({ version: version + 1 }));

export function addTrainingPoint({ step, loss, accuracyFraction }: MetricPoint): void {
  curves.trainLoss.add(step, loss);
  curves.trainAccuracy.add(step, accuracyFraction);
  bump();
}

export function addValidationPoint({ step, loss, accuracyFraction }: MetricPoint): void {
  curves.validationLoss.add(step, loss);
  curves.validationAccuracy.add(step, accuracyFraction);
  bump();
}

export function clearCurves(): void {
  for (const curve of Object.values(curves)) curve.clear();
  bump();
}

/** Drops what was measured after a step: a run taken up from a checkpoint measures it again. */
export function truncateCurves(lastStep: number): void {
  for (const curve of Object.values(curves)) {
    const kept = curve.steps.findIndex((step) => step > lastStep);
    if (kept >= 0) curve.steps.length = curve.values.length = kept;
  }
  bump();
}
