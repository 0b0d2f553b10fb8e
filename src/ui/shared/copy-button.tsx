import { Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './copy-button.module.css';
import { SteadyButton } from './steady-button';

interface CopyButtonProps {
  /** Composes what is to be copied when it is asked for. */
  readonly text: () => string;
  /** What that is, above the field in which it is shown where the browser refuses. */
  readonly called: string;
  /** The button's whole name, for those who hear it without its surroundings. */
  readonly name?: string;
  readonly icon?: ReactNode;
  /** Whether there is nothing to copy yet. */
  readonly unavailable?: boolean;
  readonly size?: 'xs' | 'sm';
  readonly children: string;
}

type Outcome = { readonly isCopied: true } | { readonly isCopied: false; readonly text: string };

async function copy(text: string): Promise<Outcome> {
  try {
    await navigator.clipboard.writeText(text);
    return { isCopied: true };
  } catch {
    // Refused, or not there at all: in frames and on plain http.
    return { isCopied: false, text };
  }
}

/** A button that copies a text; where the browser does not allow that, the text itself, ready to be copied by hand. */
export function CopyButton({
  text,
  called,
  name,
  icon,
  unavailable = false,
  size = 'sm',
  children,
}: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  return (
    <>
      <SteadyButton
        size={size}
        variant="subtle"
        unavailable={unavailable}
        leftSection={icon}
        {...(name !== undefined && { 'aria-label': name })}
        onClick={() => void copy(text()).then(setOutcome)}
      >
        {children}
      </SteadyButton>
      <Text size="sm" role="status" className={classes['soft']} component="span">
        {outcome && (outcome.isCopied ? 'Copied.' : 'This browser does not let the page copy: here it is.')}
      </Text>
      {outcome && !outcome.isCopied && (
        <TextToTake key={outcome.text} label={called} text={outcome.text} isChosen />
      )}
    </>
  );
}

interface TextToTakeProps {
  readonly label: string;
  readonly text: string;
  /** Whether it takes the focus, all of it selected, as soon as it is there. */
  readonly isChosen?: boolean;
}

/** The text, ready for the keys that copy. */
function pointOut(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.select();
}

/** A text to be selected and copied by hand: all of it is selected as soon as it is touched. */
export function TextToTake({ label, text, isChosen = false }: TextToTakeProps) {
  return (
    <Textarea
      className={classes['text']}
      label={label}
      readOnly
      rows={text.includes('\n') ? 8 : 2}
      {...(isChosen && { ref: pointOut })}
      value={text}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}
