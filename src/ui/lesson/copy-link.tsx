import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SteadyButton } from '../shared/steady-button';
import classes from './lesson.module.css';

interface CopyLinkProps {
  /** Composes the link when it is asked for. */
  readonly link: () => string;
  /** Whose link it is, for those who hear the button without its surroundings. */
  readonly of: string;
  /** Whether there is nothing to link to yet. */
  readonly unavailable?: boolean;
}

type Outcome = { readonly isCopied: true } | { readonly isCopied: false; readonly link: string };

async function copy(link: string): Promise<Outcome> {
  try {
    await navigator.clipboard.writeText(link);
    return { isCopied: true };
  } catch {
    // Refused, or not there at all: in frames and on plain http.
    return { isCopied: false, link };
  }
}

/** The link, ready for the keys that copy, as soon as it is there. */
function pointOut(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

/** A button that copies a link; where the browser does not allow that, the link itself, ready to be copied by hand. */
export function CopyLink({ link, of, unavailable = false }: CopyLinkProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  return (
    <>
      <SteadyButton
        size="sm"
        variant="subtle"
        unavailable={unavailable}
        aria-label={`Copy link: ${of}`}
        onClick={() => void copy(link()).then(setOutcome)}
      >
        Copy link
      </SteadyButton>
      <Text size="sm" role="status" className={classes['soft']} component="span">
        {outcome && (outcome.isCopied ? 'Copied.' : 'This browser does not let the page copy: here it is.')}
      </Text>
      {outcome && !outcome.isCopied && (
        <TextInput
          key={outcome.link}
          className={classes['link']}
          label="The link"
          readOnly
          ref={pointOut}
          value={outcome.link}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}
