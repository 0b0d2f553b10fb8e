import { type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from './error-boundary';
import classes from './lazy-part.module.css';

interface LazyPartProps {
  /** For the sentence when it fails: "the charts". */
  readonly part: string;
  /** Height in px that is kept free until the part is here, so that nothing jumps. */
  readonly height: number;
  readonly children: ReactNode;
}

/** A part of the page whose code arrives after the shell. */
export function LazyPart({ part, height, children }: LazyPartProps) {
  return (
    <ErrorBoundary part={part}>
      <Suspense fallback={<div className={classes['awaited']} style={{ height }} />}>{children}</Suspense>
    </ErrorBoundary>
  );
}
