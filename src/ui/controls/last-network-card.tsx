import { Button, Paper, Text } from '@mantine/core';
import { forgetNetwork, takeUpNetwork, useLastNetwork } from '../../state/last-network';
import { useRun } from '../../state/run-store';
import type { SavedNetwork } from '../../state/saved-network';
import { formatPercent } from '../shared/number-format';
import classes from './last-network-card.module.css';

const DAY_MS = 86_400_000;

function when(savedAt: number, now: number): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(savedAt);
  const day = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
  const daysAgo = Math.round((day(now) - day(savedAt)) / DAY_MS);
  if (daysAgo === 0) return `today ${time}`;
  if (daysAgo === 1) return `yesterday ${time}`;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(savedAt);
}

/** "256-128, epoch 20, 99.10% of the test digits, today 14:03". */
function words({ checkpoint, epoch, testAccuracy, savedAt }: SavedNetwork): string {
  return [
    checkpoint.experiment.hidden.join('-'),
    epoch === 0 ? 'in its first epoch' : `epoch ${epoch}`,
    ...(testAccuracy === null ? [] : [`${formatPercent(testAccuracy)} of the test digits`]),
    when(savedAt, Date.now()),
  ].join(', ');
}

/** Offers the network of an earlier visit while there is none on screen. It is never taken up unasked. */
export function LastNetworkCard() {
  const { saved, currentId, problem } = useLastNetwork();
  const hasNetwork = useRun((run) => run.progress !== undefined);
  const last = hasNetwork ? undefined : saved.find(({ id }) => id !== currentId);
  if (!last && problem === undefined) return null;
  return (
    <Paper component="section" aria-label="Your last network" className={classes['card']}>
      {last && (
        <>
          <Text size="sm" data-testid="last-network">
            <b>Your last network:</b> {words(last)}
          </Text>
          <div className={classes['buttons']}>
            <Button size="xs" variant="light" onClick={() => void takeUpNetwork(last)}>
              Take it up
            </Button>
            <Button size="xs" variant="subtle" onClick={() => void forgetNetwork(last.id)}>
              Forget it
            </Button>
          </div>
        </>
      )}
      {problem !== undefined && (
        <Text size="sm" role="alert" className={classes['problem']}>
          {problem}
        </Text>
      )}
    </Paper>
  );
}
