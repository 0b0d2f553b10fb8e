import type { ReactNode } from 'react';
import { Bar } from './bar';
import classes from './bar-list.module.css';

export interface BarRow {
  readonly name: string;
  /** Length of the bar, 0..1. */
  readonly fraction: number;
  /** What the bar's length means, in words. */
  readonly text: ReactNode;
  readonly picked?: boolean;
}

/** One bar per class: the names and texts say all that the bars show. */
export function BarList({ label, bars }: { readonly label: string; readonly bars: readonly BarRow[] }) {
  return (
    <ul className={classes['bars']} aria-label={label}>
      {bars.map(({ name, fraction, text, picked }) => (
        <li key={name} className={classes['row']} data-picked={picked || undefined}>
          <span>{name}</span>
          <Bar fraction={fraction} best={picked === true} aria-hidden />
          <span className={classes['text']}>{text}</span>
        </li>
      ))}
    </ul>
  );
}
