import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { AddressNote as Note } from '../../core/address/is-plain';
import { useRun } from '../../state/run-store';
import { Notice } from '../shared/notice';

interface AddressNoteProps {
  readonly notes: readonly Note[];
  readonly onDismiss: () => void;
}

/** What of the address had to be guessed, or was not understood and what is used instead, until it is put away. */
export function AddressNote({ notes, onDismiss }: AddressNoteProps) {
  const hasFault = useRun((run) => run.fault !== undefined);
  const isRefusal = notes.some((note) => note.isRefusal);
  // A fault of the page has the test id to itself.
  const fault = isRefusal && !hasFault ? { testId: 'error', value: 'invalid-experiment' } : {};
  return (
    <div data-testid="address-note" data-value={isRefusal ? 'refused' : 'guessed'}>
      <Notice
        icon={<IconLink size={20} aria-hidden />}
        title={isRefusal ? 'Not all of the address was understood' : 'The address was read with a guess'}
        isBad={isRefusal}
        {...fault}
      >
        <ul style={{ paddingInlineStart: '1.2em', listStyle: 'disc', overflowWrap: 'anywhere' }}>
          {notes.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
        <Button size="sm" color={isRefusal ? 'red' : 'gray'} variant="light" onClick={onDismiss}>
          Dismiss
        </Button>
      </Notice>
    </div>
  );
}
