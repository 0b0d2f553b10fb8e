import { Text } from '@mantine/core';
import classes from './figure.module.css';

interface FigureProps {
  readonly testId: string;
  readonly label: React.ReactNode;
  /** Unrounded, without a unit; undefined when there is none yet. For scripts and tests. */
  readonly value: number | string | undefined;
  /** What people see. */
  readonly children: React.ReactNode;
  readonly className?: string | undefined;
}

/** One labelled number whose width does not jump as it changes. */
export function Figure({ testId, label, value, children, className = '' }: FigureProps) {
  return (
    <div className={`${classes['figure']} ${className}`}>
      <Text component="dt" size="xs" className={classes['label']}>
        {label}
      </Text>
      <dd className={classes['value']} data-testid={testId} data-value={value ?? ''}>
        {children}
      </dd>
    </div>
  );
}
