import { Badge, Button, Checkbox } from '@mantine/core';
import { memo } from 'react';
import type { RunRecord } from '../../library/run-record';
import { labelRun } from '../../state/library';
import { compareRun } from '../../state/library-store';
import { useDatasets } from '../../state/datasets';
import { openRun } from '../../state/runs-commands';
import { formatDuration, formatPercent } from '../shared/number-format';
import { PixelScaling } from './pixel-scaling';
import { RowButtons } from './row-buttons';
import { RunMark } from './run-mark';
import { RunName } from './run-name';
import {
  dataWords,
  dateWords,
  epochWords,
  formatBytes,
  originWords,
  shownStatus,
  statusWords,
} from './run-words';
import classes from './runs.module.css';

interface RunRowProps {
  readonly run: RunRecord;
  /** How it differs from the run that it is measured by. */
  readonly difference: string;
  /** Which place it has in which series; "" without one. */
  readonly series: string;
  readonly isCurrent: boolean;
  readonly isCompared: boolean;
  readonly isOpening: boolean;
  /** What its networks take; undefined where that is not known. */
  readonly sizeBytes: number | undefined;
}

const share = (metric: RunRecord['last']): string => (metric ? formatPercent(metric.accuracyFraction) : '–');

/** One kept run: a row of the table, or a card where there is no room for one. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, difference, series, isCurrent, isCompared, isOpening, sizeBytes } = props;
  const { id, name, best, last, test, engine, createdAt, trainSeconds } = run;
  const datasets = useDatasets(({ records }) => records);
  const facts = [
    statusWords(run, isCurrent),
    epochWords(run),
    engine ?? '',
    dateWords(createdAt),
    originWords(run),
    dataWords(run, datasets),
    series,
    sizeBytes === undefined ? '' : formatBytes(sizeBytes),
  ];
  return (
    <tr
      className={classes['row']}
      data-testid="run-row"
      data-run={id}
      data-name={name}
      data-status={shownStatus(run, isCurrent)}
      data-step={run.step}
      data-val-accuracy={last?.accuracyFraction ?? ''}
      data-test-accuracy={test?.accuracyFraction ?? ''}
      data-current={isCurrent}
      data-compared={isCompared}
      data-hidden={run.hidden || undefined}
    >
      <th scope="row" abbr={name} className={classes['run']}>
        <div className={classes['title']}>
          <RunMark colour={run.colour} />
          <RunName name={name} onRename={(wanted) => void labelRun(id, { name: wanted })} />
          {isCurrent && (
            <Badge size="sm" variant="light" className={classes['badge']}>
              on screen
            </Badge>
          )}
        </div>
        <div className={classes['difference']}>{difference}</div>
        <div className={classes['facts']}>{facts.filter((fact) => fact !== '').join(' · ')}</div>
        <PixelScaling run={run} />
      </th>
      <td className={classes['figure']} data-label="Best validation">
        {share(best)}
        <span className={classes['last']}>last {share(last)}</span>
      </td>
      <td className={classes['figure']} data-label="Test">
        {share(test)}
      </td>
      <td className={classes['figure']} data-label="Time trained">
        {formatDuration(1000 * trainSeconds)}
      </td>
      <td className={classes['actions']}>
        {!isCurrent && (
          <div className={classes['usual']}>
            <Checkbox
              size="sm"
              label="Compare"
              aria-label={`Compare ${name}`}
              checked={isCompared}
              onChange={(event) => compareRun(id, event.currentTarget.checked)}
            />
            <Button
              size="compact-sm"
              variant="light"
              loading={isOpening}
              aria-label={`Open ${name}`}
              onClick={() => void openRun(id)}
            >
              Open
            </Button>
          </div>
        )}
        <RowButtons run={run} isCurrent={isCurrent} />
      </td>
    </tr>
  );
});
