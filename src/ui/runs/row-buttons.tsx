import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeOff, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import type { RunRecord } from '../../library/run-record';
import { deleteRuns, labelRun } from '../../state/library';
import classes from './runs.module.css';

interface RowButtonsProps {
  readonly run: RunRecord;
  /** The run on screen cannot be deleted. */
  readonly isCurrent: boolean;
}

/** What can be done to a run besides looking at it. */
export function RowButtons({ run: { id, name, pinned, hidden }, isCurrent }: RowButtonsProps) {
  const Pin = pinned ? IconPinFilled : IconPin;
  const Eye = hidden ? IconEye : IconEyeOff;
  return (
    <span className={classes['buttons']}>
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
