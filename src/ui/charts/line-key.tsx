import { WIDTHS } from './run-series';

interface LineKeyProps {
  readonly name: keyof typeof WIDTHS;
  /** A CSS colour. */
  readonly colour: string;
  readonly dash: readonly number[];
}

/** A piece of a chart's line, as it stands beside its name. */
export function LineKey({ name, colour, dash }: LineKeyProps) {
  return (
    <svg width={26} height={8} aria-hidden style={{ flex: 'none' }}>
      <line
        x1={1}
        x2={25}
        y1={4}
        y2={4}
        strokeWidth={WIDTHS[name]}
        strokeDasharray={dash.join(' ')}
        style={{ stroke: colour }}
      />
    </svg>
  );
}
