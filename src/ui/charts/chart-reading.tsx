import classes from './chart-inspector.module.css';
import { readingName } from './chart-words';
import { LineKey } from './line-key';
import { type ChartSeries, groupByRun } from './run-series';

/** What one line says at a place. */
export interface LineReading {
  /** Of the line. */
  readonly runId: string;
  readonly line: ChartSeries;
  /** The value; "≈" before it marks one that lies between two measurements, "–" stands for none. */
  readonly text: string;
}

interface ChartReadingProps {
  /** Where it is read: "Step 1,200". */
  readonly place: string;
  readonly readings: readonly LineReading[];
  /** Where the cross-hair stands, and how wide the plot is, in px. */
  readonly x: number;
  readonly plotWidth: number;
  /** Height of the chart's type, in px. */
  readonly fontPx: number;
  /** Towards which end of the cross-hair. */
  readonly end: 'top' | 'bottom';
}

/** Between the cross-hair and what it reads, in px. */
const GAP = 10;
/** A plot must be twice as wide as this, by its type's height, for a table of several runs to lie beside the cross-hair. */
const TABLE_WIDTH_EM = 24;

/** What all lines say at one place: of one run line by line, of several a row for each. */
export function ChartReading({ place, readings, x, plotWidth, fontPx, end }: ChartReadingProps) {
  const runs = groupByRun(readings);
  const isTight = runs.length > 1 && plotWidth < 2 * TABLE_WIDTH_EM * fontPx;
  return (
    <div
      aria-hidden
      data-testid="chart-tooltip"
      className={classes['tooltip']}
      data-end={end}
      data-tight={isTight}
      // Away from the pointer's edge.
      style={isTight ? {} : x > plotWidth / 2 ? { right: plotWidth - x + GAP } : { left: x + GAP }}
    >
      <strong>{place}</strong>
      {runs.length === 1 ? (
        readings.map(({ line, text }) => (
          <span key={line.name} className={classes['reading']}>
            <LineKey {...line} />
            {readingName(line)} <b>{text}</b>
          </span>
        ))
      ) : (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th>run</th>
              {runs[0]!.map(({ line }) => (
                <th key={line.name}>{line.name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((lines) => (
              <tr key={lines[0]!.runId}>
                <td className={classes['run']}>
                  <div>
                    <LineKey {...lines.at(-1)!.line} />
                    <span>{lines[0]!.line.run}</span>
                  </div>
                </td>
                {lines.map(({ line, text }) => (
                  <td key={line.name}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
