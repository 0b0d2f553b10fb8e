import type { Experiment } from '../../core/experiment';
import type { RunRecord } from '../../library/run-record';
import { useLibrary } from '../../state/library-store';
import { useRun } from '../../state/run-store';
import type { QueuedRun, QueuedStatus, Series } from '../../state/series-queue';
import { formatPercent } from '../shared/number-format';
import { valuesOf } from './series-plan';
import { metricOf, recordOf } from './series-results';
import classes from './series.module.css';

const STATUS_WORDS: Readonly<Record<QueuedStatus, string>> = {
  waiting: 'waiting',
  training: 'training',
  done: 'done',
  stopped: 'stopped',
  failed: 'failed',
  'left-out': 'left out',
};

/** "training, 40%". */
function TrainingWords() {
  // Whole per cent: the step itself changes ten times a second.
  const percent = useRun(({ progress }) =>
    progress ? Math.floor((100 * progress.step) / progress.totalSteps) : 0,
  );
  const paused = useRun(({ status }) => status === 'paused');
  return (
    <>
      {paused ? 'paused' : 'training'}, {percent}%
    </>
  );
}

interface RowProps {
  readonly run: QueuedRun;
  readonly keys: readonly (keyof Experiment)[];
  readonly record: RunRecord | undefined;
}

const known = (fraction: number): number | '' => (Number.isFinite(fraction) ? fraction : '');

function Row({ run, keys, record }: RowProps) {
  const [best, last, test] = (['best', 'last', 'test'] as const).map((metric) =>
    metricOf(record, metric),
  ) as [number, number, number];
  return (
    <tr
      data-testid="series-run"
      data-value={run.status}
      data-run={record?.id}
      data-val-accuracy={known(last)}
      data-test-accuracy={known(test)}
      aria-current={run.status === 'training' ? 'step' : undefined}
    >
      <th scope="row">
        {valuesOf(run.experiment, keys)}
        {record && <span className={classes['name']}>{record.name}</span>}
      </th>
      <td>{run.status === 'training' ? <TrainingWords /> : STATUS_WORDS[run.status]}</td>
      <td>{formatPercent(best)}</td>
      <td>{formatPercent(last)}</td>
      <td>{formatPercent(test)}</td>
    </tr>
  );
}

/** The runs of a series in the order in which they train, and what came of them. */
export function QueueTable({ series }: { readonly series: Series }) {
  const records = useLibrary(({ records }) => records);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- higher than its place: keys must be able to scroll it
    <div className={classes['queue']} role="region" aria-label="Runs of the series" tabIndex={0}>
      <table className={classes['table']} data-testid="series-queue" data-value={series.runs.length}>
        <caption>
          Digits read right: of the validation digits at best and at last, and of the test digits
        </caption>
        <thead>
          <tr>
            <th scope="col">run</th>
            <th scope="col">state</th>
            <th scope="col">best</th>
            <th scope="col">last</th>
            <th scope="col">test</th>
          </tr>
        </thead>
        <tbody>
          {series.runs.map((run) => (
            <Row
              key={valuesOf(run.experiment, series.keys)}
              run={run}
              keys={series.keys}
              record={recordOf(run, records)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
