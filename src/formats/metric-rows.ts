/** The measurements of several runs as one table, row by row: what metrics-csv.ts and metrics-jsonl.ts write down. */
import type { Split } from '../core/splits';

/** values[i] was measured at step steps[i], after seconds[i] of training; steps rise. Only the first `length` count. */
export interface MetricsCurve {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly seconds: ArrayLike<number>;
  readonly length: number;
}

/** As much of a run's record as its measurements need. */
export interface MeasuredRun {
  readonly id: string;
  readonly name: string;
  readonly stepsPerEpoch: number;
  readonly curves: {
    readonly trainLoss: MetricsCurve;
    readonly trainAccuracy: MetricsCurve;
    readonly validationLoss: MetricsCurve;
    readonly validationAccuracy: MetricsCurve;
  };
  /** The test digits, once they have been read. */
  readonly test?: {
    readonly step: number;
    readonly loss: number;
    readonly accuracyFraction: number;
  } | null;
}

/** One measurement; its fields, in this order, are the columns. Undefined: not measured, or not a number. */
export interface MetricRow {
  /** The run's name. */
  readonly run: string;
  readonly id: string;
  readonly split: Split;
  readonly step: number;
  /** step / stepsPerEpoch: 1.5 is half-way through the second. */
  readonly epoch: number;
  /** Time spent training until then. */
  readonly seconds: number | undefined;
  /** Nats. */
  readonly loss: number | undefined;
  /** As a fraction, 0..1. */
  readonly accuracy: number | undefined;
}

export const METRIC_COLUMNS = [
  'run',
  'id',
  'split',
  'step',
  'epoch',
  'seconds',
  'loss',
  'accuracy',
] as const satisfies readonly (keyof MetricRow)[];

const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) ? value : undefined;

/** Both curves on common rows, by step: usually they have the same ones. */
function* splitRows(
  { id, name, stepsPerEpoch }: MeasuredRun,
  split: Split,
  loss: MetricsCurve,
  accuracy: MetricsCurve,
): Generator<MetricRow> {
  let i = 0;
  let j = 0;
  while (i < loss.length || j < accuracy.length) {
    const lossStep = i < loss.length ? loss.steps[i]! : Number.POSITIVE_INFINITY;
    const accuracyStep = j < accuracy.length ? accuracy.steps[j]! : Number.POSITIVE_INFINITY;
    const step = Math.min(lossStep, accuracyStep);
    const hasLoss = lossStep === step;
    const hasAccuracy = accuracyStep === step;
    yield {
      run: name,
      id,
      split,
      step,
      epoch: step / stepsPerEpoch,
      seconds: finite(hasLoss ? loss.seconds[i] : accuracy.seconds[j]),
      loss: hasLoss ? finite(loss.values[i]) : undefined,
      accuracy: hasAccuracy ? finite(accuracy.values[j]) : undefined,
    };
    if (hasLoss) i++;
    if (hasAccuracy) j++;
  }
}

/** All rows: run after run in the order given, each with its training, its validation and its test rows, by step. */
export function* metricRows(runs: readonly MeasuredRun[]): Generator<MetricRow> {
  for (const run of runs) {
    const { curves, test, id, name, stepsPerEpoch } = run;
    yield* splitRows(run, 'train', curves.trainLoss, curves.trainAccuracy);
    yield* splitRows(run, 'validation', curves.validationLoss, curves.validationAccuracy);
    if (!test) continue;
    yield {
      run: name,
      id,
      split: 'test',
      step: test.step,
      epoch: test.step / stepsPerEpoch,
      seconds: undefined,
      loss: finite(test.loss),
      accuracy: finite(test.accuracyFraction),
    };
  }
}
