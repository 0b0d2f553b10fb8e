import { useMemo } from 'react';
import type { RunRecord } from '../../library/run-record';
import { useLibrary } from '../../state/library-store';
import { useRunsCommands } from '../../state/runs-commands';
import { useGradually } from '../shared/use-gradually';
import { baseOf } from './run-order';
import { RunRow } from './run-row';
import { differenceOf, seriesWords } from './run-words';
import classes from './runs.module.css';

/** The kept runs that are to be seen, in the order given. */
export function RunTable({ shown }: { readonly shown: readonly RunRecord[] }) {
  const { records, currentId, comparedIds, usage } = useLibrary();
  const openingId = useRunsCommands((commands) => commands.openingId);
  const count = useGradually(shown.length);
  const series = useMemo(() => seriesWords(records), [records]);
  return (
    <div className={classes['around']}>
      <table className={classes['table']} data-testid="run-list" data-value={records.length}>
        <caption className={classes['unseen']}>Kept runs</caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Best validation</th>
            <th scope="col">Test</th>
            <th scope="col">Time trained</th>
            <th scope="col">
              <span className={classes['unseen']}>What to do with it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, count).map((run) => (
            <RunRow
              key={run.id}
              run={run}
              difference={differenceOf(run, baseOf(run, records, currentId))}
              series={series.get(run.id) ?? ''}
              isCurrent={run.id === currentId}
              isCompared={comparedIds.includes(run.id)}
              isOpening={run.id === openingId}
              sizeBytes={usage?.runBytes.get(run.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
