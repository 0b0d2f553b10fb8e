import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useLibrary } from '../../state/library-store';
import { formatCount, formatDuration, formatPercent } from '../shared/number-format';
import { Panel } from '../shared/panel';
import table from '../shared/small-table.module.css';
import classes from './challenge.module.css';
import { ChallengeWords } from './challenge-words';
import { CATEGORIES, type Entry, PLACE_COUNT, ranking } from './ranking';

type CategoryProps = (typeof CATEGORIES)[number];

const share = (fraction: number | undefined): string => formatPercent(fraction ?? Number.NaN);
const taken = (entry: Entry, of: CategoryProps['of']): string =>
  of === 'weights' ? formatCount(entry.weights) : formatDuration(1000 * entry.seconds);

function CategoryTable({ entries, category }: { entries: readonly Entry[]; category: CategoryProps }) {
  const { key, title, of } = category;
  return (
    <table className={table['table']} data-testid={`challenge-${key}`} data-value={entries.length}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Test</th>
          <th scope="col">Validation</th>
          <th scope="col">{of === 'weights' ? 'Weights' : 'Time'}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, place) => (
          <tr
            key={entry.id}
            data-testid="challenge-row"
            data-run={entry.id}
            data-test-accuracy={entry.testAccuracyFraction}
          >
            <th scope="row">
              {place + 1}. {entry.name}
            </th>
            <td>{share(entry.testAccuracyFraction)}</td>
            <td>{share(entry.validationAccuracyFraction)}</td>
            <td>{taken(entry, of)}</td>
          </tr>
        ))}
        {entries.length === 0 && (
          <tr>
            <td colSpan={4}>No run yet.</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** The best runs of this device within so many weights or seconds, out of the runs that are kept. */
export function ChallengePanel() {
  const records = useLibrary((library) => library.records);
  const tables = useMemo(
    () => CATEGORIES.map((category) => ({ category, entries: ranking(records, category) })),
    [records],
  );
  return (
    <Panel
      title="A challenge"
      about={<ChallengeWords />}
      hint={`How many test digits can be read right with few weights, or in a short time? The best ${PLACE_COUNT} of the runs that this browser keeps.`}
    >
      <div className={classes['tables']}>
        {tables.map(({ category, entries }) => (
          <CategoryTable key={category.key} category={category} entries={entries} />
        ))}
      </div>
      <Text size="sm" className={classes['soft']}>
        Choosing a run by its test digits is cheating a little: look at “What is this?”. Runs that began with
        another network, came from a file or are hidden have no place here; seconds depend on the device.
      </Text>
    </Panel>
  );
}
