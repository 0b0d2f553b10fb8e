import { Alert, Button, Text } from '@mantine/core';
import { useMemo } from 'react';
import { deleteRuns, useLibrary } from '../../state/library';
import { roomNeed } from './room';
import { formatBytes } from './run-words';

/** Says when what the browser keeps nears what it may keep, and what could go. */
export function RoomNote() {
  const { usage, records, currentId } = useLibrary();
  const need = useMemo(() => roomNeed(usage, records, currentId), [usage, records, currentId]);
  if (!need) return null;
  const { words, advice, ids, freedBytes } = need;
  const count = ids.length === 1 ? 'this run' : `these ${ids.length} runs`;
  return (
    <Alert color="yellow" title="Room is running out" data-testid="storage-room" data-value={ids.join(',')}>
      <Text size="sm">{words}</Text>
      <Text size="sm">{advice}</Text>
      {ids.length > 0 && (
        <Button size="xs" variant="light" mt="xs" onClick={() => void deleteRuns(ids)}>
          Delete {count}: {formatBytes(freedBytes)}
        </Button>
      )}
    </Alert>
  );
}
