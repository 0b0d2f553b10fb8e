import { Alert, Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { AddressNote as Note } from '../../core/address/is-plain';
import { useRun } from '../../state/run-store';

interface AddressNoteProps {
  readonly notes: readonly Note[];
  readonly onDismiss: () => void;
}

/** What of the address had to be guessed, or was not understood and what is used instead, until it is put away. */
export function AddressNote({ notes, onDismiss }: AddressNoteProps) {
  const hasFault = useRun((run) => run.fault !== undefined);
  const isRefusal = notes.some((note) => note.isRefusal);
  // A fault of the page has the test id to itself.
  const fault = isRefusal && !hasFault ? { 'data-testid': 'error', 'data-value': 'invalid-experiment' } : {};
  return (
    <div data-testid="address-note" data-value={isRefusal ? 'refused' : 'guessed'}>
      <Alert
        color={isRefusal ? 'red' : 'gray'}
        title={isRefusal ? 'Not all of the address was understood' : 'The address was read with a guess'}
        icon={<IconLink aria-hidden />}
        role="alert"
        {...fault}
      >
        <ul style={{ margin: '0 0 0.75rem', paddingInlineStart: '1.2em', overflowWrap: 'anywhere' }}>
          {notes.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
        <Button size="sm" color={isRefusal ? 'red' : 'gray'} variant="light" onClick={onDismiss}>
          Dismiss
        </Button>
      </Alert>
    </div>
  );
}
