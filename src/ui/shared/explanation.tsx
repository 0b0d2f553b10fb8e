import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './explanation.module.css';

interface ExplanationProps {
  /** Where to read on: a good, lasting source. */
  readonly source: { readonly title: string; readonly href: string };
  /** What the panel shows and what to look for, in two or three sentences. */
  readonly children: ReactNode;
}

/** The short text that every panel for looking inside begins with. */
export function Explanation({ source, children }: ExplanationProps) {
  return (
    <Text size="sm" className={classes['explanation']}>
      {children}{' '}
      <Anchor href={source.href} target="_blank" rel="noreferrer" size="sm">
        Read on: {source.title}
      </Anchor>
    </Text>
  );
}
