import type { MeasuredRun, MetricsCurve } from '../../formats/metric-rows';
import { metricsCsv } from '../../formats/metrics-csv';
import { metricsJsonLines } from '../../formats/metrics-jsonl';
import { download, type SavedFile } from '../shared/download';
import type { ChartedRun } from './run-series';
import type { SeriesPoints } from './series-points';

/** Hands over all measurements of the runs as they were made, unsmoothed. */
export function saveMetrics(runs: readonly ChartedRun[], kind: 'csv' | 'jsonl'): SavedFile {
  const measured = runs.map(measuredRun);
  if (kind === 'csv') return download(metricsCsv(measured), 'inkling-metrics.csv', 'text/csv');
  return download(metricsJsonLines(measured), 'inkling-metrics.jsonl', 'application/jsonl');
}

function measuredRun({ curves, ...run }: ChartedRun): MeasuredRun {
  return {
    ...run,
    curves: {
      trainLoss: timed(curves.trainLoss),
      trainAccuracy: timed(curves.trainAccuracy),
      validationLoss: timed(curves.validationLoss),
      validationAccuracy: timed(curves.validationAccuracy),
    },
  };
}

const timed = (points: SeriesPoints): MetricsCurve => ({
  ...points,
  seconds: points.seconds ?? new Float64Array(points.length).fill(Number.NaN),
});
