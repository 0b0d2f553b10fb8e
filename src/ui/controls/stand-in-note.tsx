import { Paper, Text } from '@mantine/core';
import { useRun } from '../../state/run-store';
import classes from './run-notes.module.css';

/** Says that another engine trains than the one asked for, and why; what was asked for stays in settings and address. */
export function StandInNote() {
  const note = useRun((run) => (run.isStandIn ? run.engineNote : ''));
  if (note === '') return null;
  return (
    <Paper component="section" aria-label="Another engine" className={classes['card']} data-testid="stand-in">
      <Text size="sm" role="status">
        {note}
      </Text>
    </Paper>
  );
}
