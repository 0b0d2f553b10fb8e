import { type MantineSize, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './caption.module.css';

/** A word or a number under a digit's picture, whose own label says as much to a screen reader. */
export function Caption({ size, children }: { readonly size: MantineSize; readonly children: ReactNode }) {
  return (
    <Text component="span" size={size} className={classes['caption']} aria-hidden>
      {children}
    </Text>
  );
}
