import { Button, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { undoDelete } from '../../state/library';
import { useLibrary } from '../../state/library-store';
import type { StoredRuns } from '../../library/run-backend';
import classes from './runs.module.css';

/** What a record that was handed over by storage is called. */
const nameOf = (run: object): string | undefined =>
  'name' in run && typeof run.name === 'string' ? run.name : undefined;

function whatWasDeleted({ runs }: StoredRuns): string {
  return (runs.length === 1 && nameOf(runs[0]!)) || `${runs.length} runs`;
}

/** Says what was deleted last, and brings it back. */
export function DeletedNote() {
  const deleted = useLibrary((library) => library.deleted);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that was pressed is gone with its run.
    if (deleted && document.activeElement === document.body) button.current?.focus();
  }, [deleted]);
  return (
    <Text component="div" size="sm" role="status" className={classes['deleted']}>
      {deleted && (
        <>
          Deleted {whatWasDeleted(deleted)}. {/* The drawing pad's button has the name Undo to itself. */}
          <Button
            ref={button}
            size="compact-sm"
            variant="light"
            aria-label="Put it back"
            onClick={() => void undoDelete()}
          >
            Put it back
          </Button>
        </>
      )}
    </Text>
  );
}
