import { Progress, Text } from '@mantine/core';
import type { Split } from '../../../core/splits';
import { useBrowsing } from '../../../state/browsing';
import { useRun } from '../../../state/run-store';
import { evaluate } from '../../../state/trainer';
import { formatPercent } from '../number-format';
import { SteadyButton } from '../steady-button';
import classes from './unread-note.module.css';

/** Why some digits cannot be found yet, and what there is to do about it. */
export function UnreadNote({ unread }: { readonly unread: readonly Split[] }) {
  const hasLearned = useRun((run) => (run.progress?.step ?? 0) > 0);
  const evaluating = useRun((run) => run.evaluating !== undefined);
  const evaluatingTraining = useBrowsing((state) => state.evaluatingTraining ?? 0);
  if (unread.length === 0) return null;
  if (!hasLearned) return <Text size="sm">No network has read these digits yet: press Train first.</Text>;
  return (
    <div className={classes['notes']}>
      {unread.includes('train') && (
        <Text size="sm" component="div" className={classes['note']}>
          Reading the training digits: {formatPercent(evaluatingTraining, 0)}
          <Progress
            size="xs"
            value={100 * evaluatingTraining}
            aria-label="Reading the training digits"
            className={classes['bar']}
          />
        </Text>
      )}
      {unread.includes('validation') && (
        <Text size="sm">The validation digits are read while the network trains.</Text>
      )}
      {unread.includes('test') && (
        <Text size="sm" component="div" className={classes['note']}>
          The test digits are read when a run ends, or when you ask.
          <SteadyButton size="compact-xs" variant="light" unavailable={evaluating} onClick={evaluate}>
            Read the test digits
          </SteadyButton>
        </Text>
      )}
    </div>
  );
}
