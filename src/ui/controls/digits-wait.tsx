import { Button, Paper, Text } from '@mantine/core';
import { useRun } from '../../state/run-store';
import { fetchDigitsNow } from '../../state/workers';
import { megabytes } from './data-loading';

/** Says that the digits are not fetched yet, why, and what fetches them. Nothing where they are on their way or here. */
export function DigitsWait() {
  const isWaiting = useRun((run) => run.digitsWait);
  const { totalBytes } = useRun((run) => run.data);
  if (!isWaiting || totalBytes === 0) return null;
  return (
    <Paper withBorder p="md" radius={14} data-testid="digits-wait" data-value={totalBytes}>
      <Text size="sm" mb="xs">
        Training fetches {megabytes(totalBytes)} MB of digits. Your connection is slow or its data may be
        dear, so that waits until you train. Drawing needs none of them.
      </Text>
      <Button size="compact-sm" variant="light" onClick={fetchDigitsNow}>
        Fetch the digits now
      </Button>
    </Paper>
  );
}
