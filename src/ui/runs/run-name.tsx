import { ActionIcon, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import classes from './runs.module.css';

const MAX_LENGTH = 80;

interface RunNameProps {
  readonly name: string;
  readonly onRename: (name: string) => void;
}

/** A run's name, which turns into a field in its place: Enter keeps what was typed, Escape what was there. */
export function RunName({ name, onRename }: RunNameProps) {
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = draft !== undefined;
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isOpen) field.current?.select();
    // The field took the focus along when it went; not if the visitor had gone elsewhere.
    else if (wasOpen.current && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  if (!isOpen) {
    return (
      <span className={classes['name']}>
        <span className={classes['nameText']}>{name}</span>
        <ActionIcon
          ref={button}
          variant="subtle"
          size="md"
          aria-label={`Rename ${name}`}
          onClick={() => setDraft(name)}
        >
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      </span>
    );
  }
  const finish = (): void => {
    const wanted = draft.trim();
    if (wanted !== '' && wanted !== name) onRename(wanted);
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') finish();
    else if (event.key === 'Escape') setDraft(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <TextInput
      ref={field}
      size="sm"
      aria-label={`New name for ${name}`}
      maxLength={MAX_LENGTH}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={finish}
    />
  );
}
