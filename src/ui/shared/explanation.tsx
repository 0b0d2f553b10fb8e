import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './explanation.module.css';
import { SourceLink } from './source-link';

interface ExplanationProps {
  /** Where to read on: a good, lasting source. */
  readonly source: { readonly title: string; readonly href: string };
  /** What the panel shows and what to look for, in two or three sentences. */
  readonly children: ReactNode;
}

/** The short text that says what a panel shows: at the head of a panel for looking inside, or behind Panel's question. */
export function Explanation({ source, children }: ExplanationProps) {
  return (
    <Text size="sm" className={classes['explanation']}>
      {children} <SourceLink href={source.href}>Read on: {source.title}</SourceLink>
    </Text>
  );
}
