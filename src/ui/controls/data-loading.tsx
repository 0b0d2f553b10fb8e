import { Progress, Text } from '@mantine/core';
import { digitCount } from '../../core/dataset';
import { useRun } from '../../state/run-store';
import { formatCount } from '../shared/number-format';
import classes from './controls.module.css';

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** How much of the digits has arrived, to the byte. One line high in every state, so that nothing below it moves. */
export function DataLoading() {
  const { loadedBytes, totalBytes } = useRun((run) => run.data);
  const wait = useRun((run) => run.digitsWait);
  const count = useRun((run) => digitCount(run.dataset));
  const fraction = totalBytes > 0 ? loadedBytes / totalBytes : 0;
  const done = totalBytes > 0 && loadedBytes === totalBytes;
  return (
    <div data-testid="data-progress" data-value={fraction}>
      <Text size="xs" className={classes['soft']}>
        {totalBytes === 0 && 'Asking for the digits …'}
        {totalBytes > 0 &&
          !done &&
          (wait
            ? `Digits: ${megabytes(totalBytes)} MB, not fetched yet`
            : `Loading digits: ${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB`)}
        {done && `${formatCount(count)} digits loaded (${megabytes(totalBytes)} MB)`}
      </Text>
      <Progress value={100 * fraction} size="xs" color="gray" aria-label="Digits loaded" />
    </div>
  );
}
