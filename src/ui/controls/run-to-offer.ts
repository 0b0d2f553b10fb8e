/** Which kept runs the page offers to take up, unasked for but never taken up unasked. */
import type { RunRecord } from '../../library/run-record';
import type { LibraryState } from '../../state/library-store';

export interface Offer {
  /** Runs that an earlier visit did not end, the latest first. */
  readonly interrupted: readonly RunRecord[];
  /** The last one that ended, if there is nothing else to go on with. */
  readonly last: RunRecord | undefined;
}

interface Visit {
  /** When the page was opened, in ms since 1970. What was kept before that an earlier visit left. */
  readonly openedAt: number;
  readonly isScreenEmpty: boolean;
  /** Runs that the visitor does not want to be asked about any more. */
  readonly declined: ReadonlySet<string>;
}

const MOST_INTERRUPTED = 3;
const hasBegun = ({ status, step }: RunRecord): boolean => status !== 'failed' && step > 0;

export function runToOffer(
  {
    records,
    isLoaded,
    currentId,
    heldIds,
  }: Pick<LibraryState, 'records' | 'isLoaded' | 'currentId' | 'heldIds'>,
  { openedAt, isScreenEmpty, declined }: Visit,
): Offer {
  if (!isLoaded) return { interrupted: [], last: undefined };
  const known = records.filter(hasBegun);
  const wanted = known.filter(({ id }) => id !== currentId && !heldIds.includes(id) && !declined.has(id));
  const interrupted = wanted
    .filter(({ status, updatedAt }) => (status === 'training' || status === 'paused') && updatedAt < openedAt)
    .slice(0, MOST_INTERRUPTED);
  if (interrupted.length > 0 || !isScreenEmpty) return { interrupted, last: undefined };
  const [newest] = known.slice().sort((a, b) => b.updatedAt - a.updatedAt);
  const hasEnded = newest?.status === 'finished' || newest?.status === 'stopped';
  return { interrupted, last: newest && hasEnded && wanted.includes(newest) ? newest : undefined };
}
