import type { ComponentProps } from 'react';
import classes from './placeholder.module.css';

/** Keeps the place of what is not there yet, and says how it comes about. As large as its own text, or its surroundings. */
export function Placeholder(props: Omit<ComponentProps<'div'>, 'className'>) {
  return <div {...props} className={classes['placeholder']} />;
}
