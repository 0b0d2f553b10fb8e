import { Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useLibrary } from '../../state/library-store';
import table from '../shared/small-table.module.css';
import { pairIds, type PickedIds, settingRows } from './pair';
import { PickRuns } from './pick-runs';
import classes from './side-by-side.module.css';
import { TestComparison } from './test-comparison';

/** Two runs: what they were made with, and what each reads that the other does not. */
export function SideBySide() {
  const { records, currentId, comparedIds } = useLibrary();
  const [picked, setPicked] = useState<PickedIds>([undefined, undefined]);
  const ids = pairIds(picked, records, currentId, comparedIds);
  const [left, right] = ids.map((id) => records.find((run) => run.id === id));
  return (
    <section aria-labelledby="side-by-side-title" className={classes['part']}>
      <Title order={3} size="h5" id="side-by-side-title">
        Side by side
      </Title>
      <PickRuns
        records={records}
        picked={ids}
        onPick={(place, id) => setPicked(place === 0 ? [id, ids[1]] : [ids[0], id])}
      />
      {left && right ? (
        <div className={classes['part']} data-testid="side-by-side" data-value={`${left.id},${right.id}`}>
          <SettingsTable pair={[left, right]} />
          {left.experiment.data === right.experiment.data ? (
            <TestComparison key={`${left.id}/${right.id}`} pair={[left, right]} />
          ) : (
            <Text size="sm">They learned from different data sets: what they read cannot be compared.</Text>
          )}
        </div>
      ) : (
        <Text size="sm" className={classes['soft']}>
          Compare one run with the run on screen, or pick two.
        </Text>
      )}
    </section>
  );
}

function SettingsTable({ pair }: { readonly pair: Parameters<typeof settingRows>[0] }) {
  const rows = settingRows(pair);
  if (rows.length === 0) {
    return <Text size="sm">Both were made with the same settings.</Text>;
  }
  return (
    <table className={table['table']} data-testid="differing-settings" data-value={rows.length}>
      <caption>Settings that differ</caption>
      <thead>
        <tr>
          <th scope="col">Setting</th>
          {pair.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ setting, left, right }) => (
          <tr key={setting}>
            <th scope="row">{setting}</th>
            <td>{left}</td>
            <td>{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
