import { useMemo, useState } from 'react';
import { FIELDS, formatField } from '../../core/experiment';
import type { ValueSummary } from '../../core/experiment/series-summary';
import { useLibrary } from '../../state/library-store';
import type { Series } from '../../state/series-queue';
import { Choice } from '../shared/choice';
import { formatPercent } from '../shared/number-format';
import { ResultsChart } from './results-chart';
import { type SeriesMetric, seriesResults } from './series-results';
import classes from './series.module.css';

const METRICS: readonly { readonly value: SeriesMetric; readonly label: string; readonly words: string }[] = [
  { value: 'best', label: 'Best validation', words: 'Best validation accuracy' },
  { value: 'last', label: 'Last validation', words: 'Last validation accuracy' },
  { value: 'test', label: 'Test', words: 'Test accuracy' },
];

interface RowProps {
  readonly name: string;
  readonly summary: ValueSummary;
}

function Row({ name, summary: { count, failed, mean, deviation, lowest, highest } }: RowProps) {
  return (
    <tr data-testid="series-summary" data-value={Number.isFinite(mean) ? mean : ''}>
      <th scope="row">{name}</th>
      <td>
        {count}
        {failed > 0 && `, ${failed} failed`}
      </td>
      <td>{formatPercent(mean)}</td>
      <td>{formatPercent(deviation)}</td>
      <td>{formatPercent(lowest)}</td>
      <td>{formatPercent(highest)}</td>
    </tr>
  );
}

/** Mean and spread for each value of a series, as a chart and as a table. */
export function ResultsView({ series }: { readonly series: Series }) {
  const records = useLibrary(({ records }) => records);
  const [metric, setMetric] = useState<SeriesMetric>('best');
  const results = useMemo(() => seriesResults(series, records, metric), [series, records, metric]);
  const { words } = METRICS.find(({ value }) => value === metric)!;
  const field = FIELDS[results.key].label.toLowerCase();
  return (
    <div className={classes['results']}>
      <Choice label="Result to compare" choices={METRICS} value={metric} onChange={setMetric} />
      <ResultsChart results={results} metricWords={words} />
      <div className={classes['sized']}>
        <table className={classes['table']}>
          <caption>
            {words} over the runs with each value; the spread is the standard deviation. Stopped runs are left
            out.
          </caption>
          <thead>
            <tr>
              <th scope="col">{results.isSeedOnly ? 'seeds' : field}</th>
              <th scope="col">runs</th>
              <th scope="col">mean</th>
              <th scope="col">spread</th>
              <th scope="col">lowest</th>
              <th scope="col">highest</th>
            </tr>
          </thead>
          <tbody>
            {results.lines.flatMap(({ label, summaries }) =>
              summaries.map((summary) => {
                const value = results.isSeedOnly ? 'all' : formatField(summary.value);
                const name = label === '' ? value : `${value}, ${label}`;
                return <Row key={name} name={name} summary={summary} />;
              }),
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}
