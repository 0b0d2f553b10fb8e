import { Button, Paper, Text } from '@mantine/core';
import { takeUpdate, useOffline } from '../../state/offline';

/** Says once that the page needs the network no more, and offers a new version of it. */
export function OfflineNotes() {
  const { isNewlyReady, hasUpdate } = useOffline();
  return (
    <>
      {isNewlyReady && (
        <Text size="sm" c="dimmed" role="status" data-testid="offline-ready">
          Ready to use offline.
        </Text>
      )}
      {hasUpdate && (
        <Paper withBorder p="md" radius={14} role="status" data-testid="update">
          <Text size="sm" mb="xs">
            A new version of this page is here. This one goes on until you load it; a run in progress is kept,
            and can go on in the new version.
          </Text>
          <Button size="compact-sm" variant="light" onClick={() => void takeUpdate()}>
            Load the new version
          </Button>
        </Paper>
      )}
    </>
  );
}
