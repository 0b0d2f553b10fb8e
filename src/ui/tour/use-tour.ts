import { type RefObject, useState } from 'react';
import { noteVisit } from './first-visit';

// Once per page, not per mounting: asking changes the answer.
const firstVisit = noteVisit();

export interface Tour {
  /** Whether to offer it: on the first visit, until it is taken or declined. */
  readonly offered: boolean;
  /** Whether its code could not be loaded when it was last asked for. */
  readonly failed: boolean;
  readonly start: () => void;
  readonly decline: () => void;
}

/** The tour: offered once, startable at any time. returnRef: where the focus goes when it ends. */
export function useTour(returnRef: RefObject<HTMLElement | null>): Tour {
  const [offered, setOffered] = useState(firstVisit);
  const [failed, setFailed] = useState(false);
  const start = async (): Promise<void> => {
    setFailed(false);
    try {
      const { runTour } = await import('./run-tour');
      setOffered(false);
      runTour(() => returnRef.current?.focus({ preventScroll: true }));
    } catch {
      setFailed(true);
    }
  };
  return { offered, failed, start: () => void start(), decline: () => setOffered(false) };
}
