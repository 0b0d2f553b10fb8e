/** What runs are laid over each other by: the steps they took, the epochs those make, or the seconds they took. */
import type { SeriesPoints } from './series-points';

export const AXES = ['step', 'epoch', 'seconds'] as const;
export type Axis = (typeof AXES)[number];

/** Measurements at their places on an axis: values[i] at xs[i] * xScale. Places never decrease; those not finite are left out. */
export interface AxisPoints {
  readonly xs: ArrayLike<number>;
  readonly xScale: number;
  readonly values: ArrayLike<number>;
  /** How many of both are filled. */
  readonly length: number;
}

const NOWHERE: AxisPoints = { xs: [], xScale: 1, values: [], length: 0 };

/** Copies nothing. Without points where the axis is not known: seconds that nobody noted, epochs of stepsPerEpoch 0. */
export function onAxis(
  { steps, values, seconds, length }: SeriesPoints,
  axis: Axis,
  stepsPerEpoch: number,
): AxisPoints {
  if (axis === 'step') return { xs: steps, xScale: 1, values, length };
  if (axis === 'epoch')
    return stepsPerEpoch > 0 ? { xs: steps, xScale: 1 / stepsPerEpoch, values, length } : NOWHERE;
  return seconds ? { xs: seconds, xScale: 1, values, length } : NOWHERE;
}

/** The narrowest rows that an axis has: one step, or as good as nothing. */
export const finestRow = (axis: Axis): number => (axis === 'step' ? 1 : 2 ** -20);

/** Whether any measurement's time is known. */
export const hasSeconds = ({ seconds = [], length }: SeriesPoints): boolean =>
  Array.from({ length }, (_, i) => seconds[i]).some(Number.isFinite);

const decimals: Readonly<Record<Axis, number>> = { step: 0, epoch: 2, seconds: 1 };

/** Where a row lies: "Step 1,200", "Steps 1–16", "Epoch 1.50", "Epochs 1.50–1.52", "12.3 s", "12.3–12.5 s". */
export function formatPlace(axis: Axis, first: number, last: number): string {
  const [from, to] = [first, last].map((x) =>
    x.toLocaleString('en', { minimumFractionDigits: decimals[axis], maximumFractionDigits: decimals[axis] }),
  );
  const range = from === to ? from! : `${from}–${to}`;
  if (axis === 'seconds') return `${range} s`;
  const word = axis === 'step' ? 'Step' : 'Epoch';
  return `${word}${from === to ? '' : 's'} ${range}`;
}
