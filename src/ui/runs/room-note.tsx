import { Button, Text } from '@mantine/core';
import { useMemo } from 'react';
import { deleteRuns } from '../../state/library';
import { useLibrary } from '../../state/library-store';
import { roomNeed } from './room';
import { formatBytes } from './run-words';
import classes from './runs.module.css';

/** Says when what the browser keeps nears what it may keep, and what could go. */
export function RoomNote() {
  const { usage, records, currentId } = useLibrary();
  const need = useMemo(() => roomNeed(usage, records, currentId), [usage, records, currentId]);
  if (!need) return null;
  const { words, advice, ids, freedBytes } = need;
  const count = ids.length === 1 ? 'this run' : `these ${ids.length} runs`;
  return (
    <div className={classes['room']} role="status" data-testid="storage-room" data-value={ids.join(',')}>
      <Text size="sm" fw={600}>
        Room is running out
      </Text>
      <Text size="sm">{words}</Text>
      <Text size="sm">{advice}</Text>
      {ids.length > 0 && (
        <Button size="xs" variant="light" mt="xs" onClick={() => void deleteRuns(ids)}>
          Delete {count}: {formatBytes(freedBytes)}
        </Button>
      )}
    </div>
  );
}
