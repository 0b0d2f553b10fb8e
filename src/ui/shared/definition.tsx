import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { GLOSSARY, type GlossaryKey } from './glossary';

export interface DefinitionProps {
  readonly of: GlossaryKey;
  /** The word, as an element that takes a ref. */
  readonly children: ReactElement;
}

/** Shows what a word means while it is pointed at, focused or touched. Apart from Term because it is not of the shell. */
export function Definition({ of, children }: DefinitionProps) {
  return (
    <Tooltip label={GLOSSARY[of]} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      {children}
    </Tooltip>
  );
}
