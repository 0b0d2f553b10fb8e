/** From the runs on the charts to the lines of one chart, two of each run. */
import { distinctColours, runColour, runDash } from '../shared/run-colours';
import type { SeriesPoints } from './series-points';

/** A run as the charts know it: the one on screen, which may still grow, or a kept one. */
export interface ChartedRun {
  /** "" for a run that has no record yet. */
  readonly id: string;
  readonly name: string;
  /** Index into the palette of run colours. */
  readonly colour: number;
  /** 0 when unknown. */
  readonly stepsPerEpoch: number;
  /** Give the same objects while nothing changed, new ones when it did. Accuracies are fractions, 0 to 1. */
  readonly curves: Readonly<
    Record<'trainLoss' | 'trainAccuracy' | 'validationLoss' | 'validationAccuracy', SeriesPoints>
  >;
  /** The test digits, once they have been read. */
  readonly test?: {
    readonly step: number;
    readonly loss: number;
    readonly accuracyFraction: number;
  } | null;
}

/** How a run's lines look. Validation is bold and has dots, training is thin. */
export interface RunLook {
  /** CSS colours. */
  readonly training: string;
  readonly validation: string;
  readonly dash: readonly number[];
}

/** One line of a chart. */
export interface ChartSeries {
  readonly runId: string;
  /** Its run's name; "" when there is but one. */
  readonly run: string;
  readonly name: 'training' | 'validation';
  /** A CSS colour. */
  readonly colour: string;
  readonly dash: readonly number[];
  readonly points: SeriesPoints;
  /** Of its run; 0 when unknown. */
  readonly stepsPerEpoch: number;
  /** Weight of the past in the moving average, 0 (raw) to 0.99. */
  readonly smoothing: number;
}

/** Line widths in px. */
export const WIDTHS = { training: 1.25, validation: 2.75 } as const;

/** Whose measurements have dots on the line, so that the two are told apart without colours. */
export const MARKED = { training: false, validation: true } as const;

/** A run by itself has a colour for each of its lines; of several, each has one colour and one dash for both. */
export function looksOf(runs: readonly ChartedRun[]): RunLook[] {
  if (runs.length === 1) {
    return [{ training: 'var(--series-train)', validation: 'var(--series-validation)', dash: [] }];
  }
  return distinctColours(runs.map(({ colour }) => colour)).map((index, place) => ({
    training: runColour(index),
    validation: runColour(index),
    dash: runDash(place),
  }));
}

/**
 * Run after run, training before validation. Only training is smoothed: validation has few points, each of many digits, and
 * averaging would only make it late.
 */
export function seriesOf(
  runs: readonly ChartedRun[],
  metric: 'Loss' | 'Accuracy',
  smoothing: number,
): ChartSeries[] {
  const looks = looksOf(runs);
  return runs.flatMap(({ id, name, curves, stepsPerEpoch }, i) => {
    const shared = { runId: id, run: runs.length === 1 ? '' : name, stepsPerEpoch, dash: looks[i]!.dash };
    return [
      {
        ...shared,
        name: 'training',
        colour: looks[i]!.training,
        points: curves[`train${metric}`],
        smoothing,
      },
      {
        ...shared,
        name: 'validation',
        colour: looks[i]!.validation,
        points: curves[`validation${metric}`],
        smoothing: 0,
      },
    ] as const;
  });
}

/** Run by run what belongs to one, in the order given, in which the lines of a run follow each other. */
export function groupByRun<Item extends { readonly runId: string }>(items: readonly Item[]): Item[][] {
  const groups: Item[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.[0]!.runId === item.runId) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** After so many epochs a run has left its steep beginning. */
const SETTLED_EPOCHS = 2;

/** Whether the run on screen, or where it has not begun any other, is past its first epochs. */
export function isSettled(runs: readonly ChartedRun[]): boolean {
  const lastStep = ({ curves: { trainLoss, validationLoss } }: ChartedRun): number =>
    Math.max(
      0,
      ...[trainLoss, validationLoss].map(({ steps, length }) => (length > 0 ? steps[length - 1]! : 0)),
    );
  const run = runs.find((one) => lastStep(one) > 0);
  return run !== undefined && run.stepsPerEpoch > 0 && lastStep(run) >= SETTLED_EPOCHS * run.stepsPerEpoch;
}
