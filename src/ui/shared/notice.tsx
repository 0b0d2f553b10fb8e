import type { ReactNode } from 'react';
import classes from './notice.module.css';

interface NoticeProps {
  /** An icon of 20 px, hidden from screen readers. */
  readonly icon: ReactNode;
  readonly title: string;
  /** Whether something is wrong, not merely worth knowing. */
  readonly isBad: boolean;
  readonly testId?: string | undefined;
  /** The test id's data-value. */
  readonly value?: string | undefined;
  readonly children: ReactNode;
}

/** A box that says at once what must not be missed. Part of the shell: it is there when nothing else arrives. */
export function Notice({ icon, title, isBad, testId, value, children }: NoticeProps) {
  return (
    <div className={classes['notice']} role="alert" data-bad={isBad} data-testid={testId} data-value={value}>
      <strong className={classes['title']}>
        {icon}
        {title}
      </strong>
      {children}
    </div>
  );
}
