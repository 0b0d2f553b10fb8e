/** Which values a chart shows, and in words what that leaves out. */
import { robustRange } from '../../core/metrics/robust-range';

/** 'detail': where the runs end, so that 98.5 and 99.5% lie apart. 'all': from the least value to the greatest. */
export type Show = 'detail' | 'all';

export interface ValueRange {
  readonly low: number;
  readonly high: number;
  /** Indices of the columns, rising, that end outside. */
  readonly outside: readonly number[];
  /** Whether a part of any column lies outside. */
  readonly cutsOff: boolean;
}

/** For rows as they are drawn; NaN where there is none. Undefined when there is nothing to show. */
export function valueRange(
  columns: readonly ArrayLike<number>[],
  { metric, logScale, show }: { metric: 'accuracy' | 'loss'; logScale: boolean; show: Show },
): ValueRange | undefined {
  const range = robustRange(
    columns.map((values) => ({ values, length: values.length })),
    { metric, scale: logScale ? 'log' : 'linear', show },
  );
  if (!range) return undefined;
  const { low, high } = range;
  const isOutside = (value: number): boolean => value < low || value > high;
  const cutsOff = show === 'detail' && columns.some((values) => Array.from(values).some(isOutside));
  return { ...range, cutsOff };
}

/** One sentence on what cannot be seen; "" when all can. outside: the names of what ends outside. */
export function outsideWords(outside: readonly string[], cutsOff: boolean): string {
  if (outside.length > 0) return `Out of sight: ${outside.join('; ')}. “All” shows everything.`;
  return cutsOff ? 'The steep beginning is out of sight. “All” shows it.' : '';
}
