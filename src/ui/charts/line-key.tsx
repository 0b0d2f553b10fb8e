import { MARKED, WIDTHS } from './run-series';

interface LineKeyProps {
  readonly name: keyof typeof WIDTHS;
  /** A CSS colour. */
  readonly colour: string;
  readonly dash: readonly number[];
}

/** A piece of a chart's line, as it stands beside its name. */
export function LineKey({ name, colour, dash }: LineKeyProps) {
  return (
    <svg viewBox="0 0 26 8" aria-hidden style={{ flex: 'none', width: '2.1em', height: '0.65em' }}>
      <line
        x1={1}
        x2={25}
        y1={4}
        y2={4}
        strokeWidth={WIDTHS[name]}
        strokeDasharray={dash.join(' ')}
        style={{ stroke: colour }}
      />
      {MARKED[name] && <circle cx={13} cy={4} r={3.5} style={{ fill: colour }} />}
    </svg>
  );
}
