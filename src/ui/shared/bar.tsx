import type { ComponentProps } from 'react';
import classes from './bar.module.css';

interface BarProps extends Omit<ComponentProps<'span'>, 'children' | 'className'> {
  /** How much of the width is filled, 0 to 1. */
  readonly fraction: number;
  /** Picked out by colour among its neighbours. */
  readonly best: boolean;
}

/** A share as a horizontal bar. What it says to a screen reader is its caller's to give: aria-hidden, or a meter. */
export function Bar({ fraction, best, ...rest }: BarProps) {
  return (
    <span {...rest} className={classes['track']}>
      <span
        className={classes['bar']}
        data-accent={best}
        style={{ transform: `translateX(${(fraction - 1) * 100}%)` }}
      />
    </span>
  );
}
