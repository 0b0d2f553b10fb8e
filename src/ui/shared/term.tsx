import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { GLOSSARY, type GlossaryKey } from './glossary';
import classes from './term.module.css';

interface TermProps {
  readonly of: GlossaryKey;
  /** The word as the sentence has it; the glossary's own when left out. */
  readonly children?: ReactNode;
}

/** A technical word that tells its meaning on hover, on focus and at a touch. */
export function Term({ of, children }: TermProps) {
  return (
    <dfn>
      <Tooltip label={GLOSSARY[of]} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
        <button type="button" className={classes['term']}>
          {children ?? of}
        </button>
      </Tooltip>
    </dfn>
  );
}
