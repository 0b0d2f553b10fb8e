import { Button, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { formatField } from '../../core/experiment';
import type { RunRecord } from '../../library/run-record';
import { openRun } from '../../state/go-on';
import { useLibrary } from '../../state/library-store';
import { useRun } from '../../state/run-store';
import { resume } from '../../state/trainer';
import { formatCount, formatPercent } from '../shared/number-format';
import classes from './run-notes.module.css';
import { runToOffer } from './run-to-offer';

const DAY_MS = 86_400_000;

function when(time: number): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(time);
  const day = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
  const daysAgo = Math.round((day(Date.now()) - day(time)) / DAY_MS);
  if (daysAgo === 0) return `today ${clock}`;
  if (daysAgo === 1) return `yesterday ${clock}`;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(time);
}

/** "256-128, epoch 20, 99.10% of the test digits, today 14:03". */
function words({ experiment, step, stepsPerEpoch, test, updatedAt }: RunRecord): string {
  const epoch = Math.floor(step / stepsPerEpoch);
  return [
    experiment.hidden.length === 0 ? 'no hidden layer' : formatField(experiment.hidden),
    epoch === 0 ? 'in its first epoch' : `epoch ${epoch}`,
    ...(test?.step === step ? [`${formatPercent(test.accuracyFraction)} of the test digits`] : []),
    when(updatedAt),
  ].join(', ');
}

/** One that was training when its visit ended trains on at once; one that was paused stays so. */
async function goOnWith({ id, status }: RunRecord): Promise<void> {
  if ((await openRun(id)) && status === 'training') await resume();
}

interface RunProps {
  readonly run: RunRecord;
  readonly onDecline: () => void;
}

function Interrupted({ run, onDecline }: RunProps) {
  return (
    <Paper component="section" aria-label={`Interrupted run ${run.name}`} className={classes['card']}>
      <Text size="sm" data-testid="interrupted-run" data-value={run.id}>
        Run <b>{run.name}</b> was {run.status === 'training' ? 'interrupted' : 'left paused'} at step{' '}
        {formatCount(run.step)} of {formatCount(run.totalSteps)}, {when(run.updatedAt)}.
      </Text>
      <div className={classes['buttons']}>
        <Button size="xs" variant="light" onClick={() => void goOnWith(run)}>
          Go on
        </Button>
        <Button size="xs" variant="subtle" onClick={onDecline}>
          Later
        </Button>
      </div>
    </Paper>
  );
}

function Last({ run, onDecline }: RunProps) {
  return (
    <Paper component="section" aria-label="Your last network" className={classes['card']}>
      <Text size="sm" data-testid="last-network" data-value={run.id}>
        <b>Your last network:</b> {run.name}, {words(run)}
      </Text>
      <div className={classes['buttons']}>
        <Button size="xs" variant="light" onClick={() => void openRun(run.id)}>
          Take it up
        </Button>
        <Button size="xs" variant="subtle" onClick={onDecline}>
          Later
        </Button>
      </div>
    </Paper>
  );
}

/** Offers what an earlier visit left: runs that it did not end, else its last network while there is none on screen. */
export function EarlierRunsCard() {
  const { records, isLoaded, currentId, heldIds } = useLibrary();
  const isScreenEmpty = useRun((run) => run.progress === undefined) && currentId === undefined;
  const [declined, setDeclined] = useState<ReadonlySet<string>>(new Set());
  const openedAt = performance.timeOrigin;
  const { interrupted, last } = runToOffer(
    { records, isLoaded, currentId, heldIds },
    { openedAt, isScreenEmpty, declined },
  );
  const decline = ({ id }: RunRecord) => setDeclined(new Set([...declined, id]));
  return (
    <>
      {interrupted.map((run) => (
        <Interrupted key={run.id} run={run} onDecline={() => decline(run)} />
      ))}
      {last && <Last run={last} onDecline={() => decline(last)} />}
    </>
  );
}
