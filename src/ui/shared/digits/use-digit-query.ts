import { useEffect, useRef, useState } from 'react';
import type { Split } from '../../../core/splits';
import type { DigitQuery, FoundDigits } from '../../../protocol/browsing';
import { useBrowsing, watchTrainingDigits } from '../../../state/browsing';

/** While the network learns, an answer is renewed no more often than this. */
const RENEW_EVERY_MS = 1500;

export const ANY_DIGIT: Omit<DigitQuery, 'splits'> = {
  labels: [],
  predicted: [],
  outcome: 'any',
  confidence: [0, 1],
  order: 'place',
};

interface Answer {
  /** The query as text: what `found` is an answer to. */
  readonly key: string;
  readonly found: FoundDigits;
}

interface DigitSearch {
  /** The latest answer, which may be that to the question before; undefined before the first. */
  readonly found: FoundDigits | undefined;
  /** Whether the answer to this very question is still awaited. */
  readonly pending: boolean;
  /** Names the question that `found` answers. */
  readonly key: string;
}

/** The digits that a query finds, kept up to date as the network learns. */
export function useDigitQuery(query: DigitQuery): DigitSearch {
  const desk = useBrowsing(({ desk }) => desk);
  // Changes with every reading of a split that the query is about.
  const readAt = useBrowsing(({ evaluations }) =>
    query.splits.map((split) => evaluations[split]?.step ?? '').join(' '),
  );
  const [answer, setAnswer] = useState<Answer>();
  const asked = useRef({ key: '', atMs: 0 });
  const key = JSON.stringify(query);

  useEffect(() => {
    if (!desk) return;
    let outdated = false;
    const ask = async (): Promise<void> => {
      asked.current = { key, atMs: performance.now() };
      const found = await desk.find(JSON.parse(key) as DigitQuery);
      if (!outdated) setAnswer({ key, found });
    };
    const sinceMs = performance.now() - asked.current.atMs;
    const waitMs = asked.current.key === key ? Math.max(0, RENEW_EVERY_MS - sinceMs) : 0;
    const timer = setTimeout(() => void ask(), waitMs);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another reading makes for another answer
  }, [desk, key, readAt]);

  useReadingOf(query.splits);
  return { found: answer?.found, pending: answer?.key !== key, key: answer?.key ?? '' };
}

/** The validation digits are read anyway, the test digits when asked: only the training digits need somebody to want it. */
function useReadingOf(splits: readonly Split[]): void {
  const wanted = splits.includes('train');
  useEffect(() => (wanted ? watchTrainingDigits() : undefined), [wanted]);
}
