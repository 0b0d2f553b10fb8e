import { FIELDS, formatField } from '../../core/experiment';
import { formatPercent } from '../shared/number-format';
import { CHART, type ChartLine, layOutChart } from './chart-layout';
import { lineColour, lineDash, Mark } from './line-style';
import type { ResultLine, SeriesResults } from './series-results';
import classes from './series.module.css';

function chartLine(
  { outcomes, summaries }: ResultLine,
  { key, isSeedOnly, values }: SeriesResults,
): ChartLine {
  return {
    points: outcomes.map(({ experiment, metric }) => ({ value: experiment[key], fraction: metric })),
    // Of seeds alone there is one mean, which lies across.
    means: isSeedOnly
      ? summaries.flatMap(({ mean }) => values.map((value) => ({ value, fraction: mean })))
      : summaries.map(({ value, mean }) => ({ value, fraction: mean })),
  };
}

interface ResultsChartProps {
  readonly results: SeriesResults;
  /** What the results are: "best validation accuracy". */
  readonly metricWords: string;
}

function describe({ key, isSeedOnly, lines }: SeriesResults, metricWords: string): string {
  const means = lines.flatMap(({ label, summaries }) =>
    summaries.map(({ value, mean }) =>
      [label, isSeedOnly ? 'mean' : formatField(value), formatPercent(mean)]
        .filter((word) => word !== '')
        .join(' '),
    ),
  );
  return `${metricWords} by ${FIELDS[key].label.toLowerCase()}: ${means.join(', ')}`;
}

/** Each run as a point, and a line through the means. */
export function ResultsChart({ results, metricWords }: ResultsChartProps) {
  const { scale, xTicks, yTicks, lines } = layOutChart(
    results.values,
    results.lines.map((line) => chartLine(line, results)),
  );
  const { width, height, left, right, top, bottom } = CHART;
  return (
    <figure style={{ margin: 0 }}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={classes['chart']}
        role="img"
        aria-label={describe(results, metricWords)}
        data-testid="series-chart"
        data-value={scale}
      >
        {yTicks.map(({ at, label }) => (
          <g key={label}>
            <line x1={left} x2={right} y1={at} y2={at} className={classes['grid']} />
            <text x={left - 6} y={at + 4} textAnchor="end">
              {label}
            </text>
          </g>
        ))}
        <line x1={left} x2={right} y1={bottom} y2={bottom} stroke="var(--ink-soft)" />
        <line x1={left} x2={left} y1={top} y2={bottom} stroke="var(--ink-soft)" />
        {xTicks.map(({ at, label }) => (
          <text key={label} x={at} y={bottom + 16} textAnchor="middle">
            {label}
          </text>
        ))}
        <text x={(left + right) / 2} y={height - 6} textAnchor="middle">
          {FIELDS[results.key].label}
          {scale === 'log' && ' (log scale)'}
        </text>
        {lines.map(({ points, means }, i) => (
          <g key={results.lines[i]!.label}>
            <polyline
              points={means.map(({ x, y }) => `${x},${y}`).join(' ')}
              className={classes['mean']}
              style={{ stroke: lineColour(i) }}
              strokeDasharray={lineDash(i)}
            />
            {points.map((point, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- runs only join at the end
              <Mark key={n} line={i} at={point} className={classes['mark']} />
            ))}
          </g>
        ))}
      </svg>
      {lines.length > 1 && (
        <ul className={classes['legend']}>
          {results.lines.map(({ label }, i) => (
            <li key={label}>
              <svg width="36" height="12" viewBox="0 -6 36 12" aria-hidden>
                <path
                  d="M0 0H36"
                  className={classes['mean']}
                  style={{ stroke: lineColour(i) }}
                  strokeDasharray={lineDash(i)}
                />
                <Mark line={i} at={{ x: 18, y: 0 }} className={classes['mark']} />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
