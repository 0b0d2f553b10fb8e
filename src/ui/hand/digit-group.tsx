import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeptDigit } from '../../state/kept-digit';
import { DigitPicture } from '../shared/digit-picture';
import classes from './your-digits.module.css';

/** Pictures shown before "Show all" is pressed. */
const SHOWN_COUNT = 20;

interface DigitGroupProps {
  readonly label: number;
  /** All of this label, oldest first. At least one. */
  readonly digits: readonly KeptDigit[];
  readonly onRemove: (id: string) => void;
}

const describe = ({ label, read }: KeptDigit): string =>
  read === null ? `your ${label}` : `your ${label}, ${read === label ? 'read rightly' : `read as ${read}`}`;

/** The visitor's drawings of one digit, the newest first. */
export function DigitGroup({ label, digits, onRemove }: DigitGroupProps) {
  const [all, setAll] = useState(false);
  const shown = digits
    .slice()
    .reverse()
    .slice(0, all ? undefined : SHOWN_COUNT);
  return (
    <div className={classes['group']}>
      <h3 className={classes['label']}>{label}</h3>
      <ul className={classes['pictures']} aria-label={`Your drawings of ${label}: ${digits.length}`}>
        {shown.map((digit) => (
          <li key={digit.id} className={classes['picture']}>
            <DigitPicture pixels={digit.pixels} label={describe(digit)} />
            <ActionIcon
              className={classes['remove']}
              variant="default"
              size={24}
              radius="xl"
              aria-label={`Remove ${describe(digit)}`}
              onClick={() => onRemove(digit.id)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {shown.length < digits.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          Show all {digits.length}
        </Button>
      )}
    </div>
  );
}
