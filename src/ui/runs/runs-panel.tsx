import { NativeSelect, Switch, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { openDatasets } from '../../state/datasets';
import { measureUsage } from '../../state/library';
import { useLibrary } from '../../state/library-store';
import { useKeeping } from '../../state/keeping';
import { useRunsCommands } from '../../state/runs-commands';
import { Panel } from '../shared/panel';
import { Placeholder } from '../shared/placeholder';
import { BringIn } from './bring-in';
import { DeletedNote } from './deleted-note';
import { keepingWords } from './keeping-words';
import { RoomNote } from './room-note';
import { orderRuns, RUN_ORDERS, type RunOrder } from './run-order';
import { RunTable } from './run-table';
import { RunsWords } from './runs-words';
import classes from './runs.module.css';
import { SideBySide } from './side-by-side';

const damagedWords = (count: number): string =>
  count === 1
    ? 'One kept run is damaged and cannot be shown.'
    : `${count} kept runs are damaged and cannot be shown.`;

/** The runs that this browser keeps: to find, name, compare, take up again and delete. */
export function RunsPanel() {
  const { records, isLoaded, damagedCount, problem } = useLibrary();
  const openProblem = useRunsCommands((commands) => commands.openProblem);
  const [order, setOrder] = useState<RunOrder>('date');
  const [hiddenShown, setHiddenShown] = useState(false);
  const shown = useMemo(
    () =>
      orderRuns(
        records.filter(({ hidden }) => hiddenShown || !hidden),
        order,
      ),
    [records, hiddenShown, order],
  );
  useEffect(() => void openDatasets(), []);
  useEffect(() => {
    // A new run takes room.
    if (records.length > 0) void measureUsage();
  }, [records.length]);
  return (
    <Panel
      title="Runs"
      about={<RunsWords />}
      hint="Kept in this browser, and nowhere else."
      actions={
        <>
          <BringIn />
          <NativeSelect
            size="xs"
            aria-label="Order of the runs"
            data={[...RUN_ORDERS]}
            value={order}
            onChange={(event) => setOrder(event.currentTarget.value as RunOrder)}
          />
          <Switch
            size="sm"
            label="Show hidden"
            checked={hiddenShown}
            onChange={(event) => setHiddenShown(event.currentTarget.checked)}
          />
        </>
      }
    >
      {[problem, openProblem, damagedCount > 0 ? damagedWords(damagedCount) : undefined].map(
        (sentence) =>
          sentence !== undefined && (
            <Text key={sentence} size="sm" role="alert" className={classes['problem']}>
              {sentence}
            </Text>
          ),
      )}
      <KeepingNote />
      <RoomNote />
      <DeletedNote />
      {shown.length > 0 ? (
        <RunTable shown={shown} />
      ) : (
        <Placeholder data-testid="run-list" data-value={records.length}>
          {emptyWords(isLoaded, records.length)}
        </Placeholder>
      )}
      {records.length > 1 && <SideBySide />}
    </Panel>
  );
}

/** How long the browser will keep them. */
function KeepingNote() {
  const words = useKeeping(({ answer, quotaBytes }) => keepingWords(answer, quotaBytes));
  if (words === undefined) return null;
  return (
    <Text size="xs" data-testid="keeping">
      {words}
    </Text>
  );
}

function emptyWords(isLoaded: boolean, keptCount: number): string {
  if (keptCount > 0) return 'All runs are hidden: “Show hidden” brings them to light.';
  return isLoaded
    ? 'Every run that you begin will be listed here, with what it was made with and how well it reads.'
    : 'Looking for runs of earlier visits …';
}
