import type { ReactNode } from 'react';
import classes from './bar-list.module.css';

export interface Bar {
  readonly name: string;
  /** Length of the bar, 0..1. */
  readonly fraction: number;
  /** What the bar's length means, in words. */
  readonly text: ReactNode;
  readonly picked?: boolean;
}

/** One bar per class: the names and texts say all that the bars show. */
export function BarList({ label, bars }: { readonly label: string; readonly bars: readonly Bar[] }) {
  return (
    <ul className={classes['bars']} aria-label={label}>
      {bars.map(({ name, fraction, text, picked }) => (
        <li key={name} className={classes['row']} data-picked={picked || undefined}>
          <span>{name}</span>
          <span className={classes['track']} aria-hidden>
            <span className={classes['bar']} style={{ width: `${100 * fraction}%` }} />
          </span>
          <span className={classes['text']}>{text}</span>
        </li>
      ))}
    </ul>
  );
}
