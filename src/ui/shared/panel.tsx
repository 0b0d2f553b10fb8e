import { Group, Paper, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHelpCircle } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  /** Heading text; also names the region for screen readers. */
  readonly title: string;
  /** One sentence under the heading. */
  readonly hint?: ReactNode;
  /** An Explanation, shown to those who ask for it. */
  readonly about?: ReactNode;
  /** Controls at the right of the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A card with a heading: the one frame that every feature sits in. */
export function Panel({ title, hint, about, actions, children }: PanelProps) {
  const [explained, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <Paper component="section" aria-label={title} className={classes['panel']}>
      <Group component="header" justify="space-between" gap="xs">
        <div className={classes['heading']}>
          <h2 id={`${id}-title`} className={classes['title']}>
            {title}
          </h2>
          {about !== undefined && (
            <UnstyledButton
              className={classes['ask']}
              aria-expanded={explained}
              aria-controls={`${id}-about`}
              // Many panels have this button: the description says whose it is.
              aria-describedby={`${id}-title`}
              onClick={toggle}
            >
              <IconHelpCircle size={16} stroke={1.6} aria-hidden />
              <span className={classes['askWords']}>What is this?</span>
            </UnstyledButton>
          )}
        </div>
        {actions !== undefined && (
          <Group gap="xs" className={classes['actions']}>
            {actions}
          </Group>
        )}
      </Group>
      {explained && (
        <div id={`${id}-about`} className={classes['about']}>
          {about}
        </div>
      )}
      {hint !== undefined && (
        <Text size="sm" className={classes['hint']}>
          {hint}
        </Text>
      )}
      {children}
    </Paper>
  );
}
