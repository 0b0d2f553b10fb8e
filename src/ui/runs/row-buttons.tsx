import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeOff, IconPin, IconPinFilled, IconTrash, IconTrophy } from '@tabler/icons-react';
import type { RunRecord } from '../../library/run-record';
import { deleteRuns, labelRun } from '../../state/library';
import { openRun } from '../../state/runs-commands';
import { TakeAway } from './take-away';
import { hasOtherBest } from './run-words';
import classes from './runs.module.css';

interface RowButtonsProps {
  readonly run: RunRecord;
  /** The run on screen cannot be deleted. */
  readonly isCurrent: boolean;
}

/** What can be done to a run besides looking at it. */
export function RowButtons({ run, isCurrent }: RowButtonsProps) {
  const { id, name, pinned, hidden } = run;
  const Pin = pinned ? IconPinFilled : IconPin;
  const Eye = hidden ? IconEye : IconEyeOff;
  return (
    <span className={classes['buttons']}>
      {hasOtherBest(run) && !(isCurrent && (run.status === 'training' || run.status === 'paused')) && (
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={`Its best epoch: ${name}`}
          title="The network as it was when it read the validation digits best, as a run of its own"
          onClick={() => void openRun(id, 'best')}
        >
          <IconTrophy size={18} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        variant={pinned ? 'light' : 'subtle'}
        size="lg"
        aria-label={`Pin ${name}`}
        aria-pressed={pinned}
        title="Pinned runs come first and are never offered for deletion"
        onClick={() => void labelRun(id, { pinned: !pinned })}
      >
        <Pin size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size="lg"
        aria-label={`${hidden ? 'Show' : 'Hide'} ${name}`}
        onClick={() => void labelRun(id, { hidden: !hidden })}
      >
        <Eye size={18} aria-hidden />
      </ActionIcon>
      {run.step > 0 && <TakeAway run={run} />}
      {!isCurrent && (
        <ActionIcon
          variant="subtle"
          size="lg"
          color="red"
          aria-label={`Delete ${name}`}
          onClick={() => void deleteRuns([id])}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </span>
  );
}
