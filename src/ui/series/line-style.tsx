/** Lines and points that are told apart by colour, dash and shape. */
import type { Point } from './chart-layout';

const COLOURS = [0, 1, 2, 3, 4, 6, 8, 9].map((index) => `var(--class-${index})`);
const DASHES = [undefined, '6 3', '2 3', '8 3 2 3', '4 2', '1 2'];
/** Around the middle of a point, 8 across. */
const SHAPES = [
  'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  'M-3.5-3.5h7v7h-7z',
  'M0-4.5L4 3h-8z',
  'M0-4.8L4.8 0L0 4.8L-4.8 0z',
  'M0 4.5L4-3h-8z',
];

const from = <T,>(list: readonly T[], index: number): T => list[index % list.length]!;

export const lineColour = (index: number): string => from(COLOURS, index);
export const lineDash = (index: number): string | undefined => from(DASHES, index);

interface MarkProps {
  /** Which line of the chart it belongs to, from 0. */
  readonly line: number;
  readonly at: Point;
  readonly className: string | undefined;
}

export function Mark({ line, at, className }: MarkProps) {
  return (
    <path
      d={from(SHAPES, line)}
      transform={`translate(${at.x} ${at.y})`}
      className={className}
      style={{ stroke: lineColour(line) }}
    />
  );
}
