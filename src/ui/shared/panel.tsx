import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  /** Heading text; also names the region for screen readers. */
  readonly title: string;
  /** One sentence under the heading. */
  readonly hint?: ReactNode;
  /** Controls at the right of the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A card with a heading: the one frame that every feature sits in. */
export function Panel({ title, hint, actions, children }: PanelProps) {
  return (
    <Paper component="section" aria-label={title} className={classes['panel']}>
      <header className={classes['header']}>
        <Title order={2} size="h4">
          {title}
        </Title>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </header>
      {hint !== undefined && (
        <Text size="sm" className={classes['hint']}>
          {hint}
        </Text>
      )}
      {children}
    </Paper>
  );
}
