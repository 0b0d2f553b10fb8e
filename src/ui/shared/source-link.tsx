import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './source-link.module.css';

/** A link in running text to where something is told at length; opens beside the page, which may be training. */
export function SourceLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" inherit className={classes['link']}>
      {children}
    </Anchor>
  );
}
