/** In what order runs are listed, and which run each is measured by. */
import type { RunRecord } from '../../library/run-record';

export const RUN_ORDERS = [
  { value: 'date', label: 'Date, latest first' },
  { value: 'name', label: 'Name' },
  { value: 'validation', label: 'Best validation accuracy' },
  { value: 'test', label: 'Test accuracy' },
  { value: 'time', label: 'Shortest time' },
] as const;
export type RunOrder = (typeof RUN_ORDERS)[number]['value'];

/** The greater comes first; runs that have none come last. */
const GREATNESS: Readonly<Record<Exclude<RunOrder, 'name'>, (run: RunRecord) => number | undefined>> = {
  date: ({ createdAt }) => createdAt,
  validation: ({ best }) => best?.accuracyFraction,
  test: ({ test }) => test?.accuracyFraction,
  time: ({ trainSeconds }) => -trainSeconds,
};

/** Pinned runs first, then by the order; among equals as they came. */
export function orderRuns(records: readonly RunRecord[], order: RunOrder): RunRecord[] {
  const compare = (a: RunRecord, b: RunRecord): number => {
    if (order === 'name') return a.name.localeCompare(b.name, 'en', { numeric: true, sensitivity: 'base' });
    const [ofA, ofB] = [GREATNESS[order](a), GREATNESS[order](b)];
    if (ofA === undefined || ofB === undefined) return Number(ofA === undefined) - Number(ofB === undefined);
    return ofB - ofA;
  };
  return records.slice().sort((a, b) => Number(b.pinned) - Number(a.pinned) || compare(a, b));
}

/**
 * The run that another is measured by: the one on screen; for that one itself, or when there is none, the run before it.
 * records: the latest first. Undefined for the first run of all.
 */
export function baseOf(
  run: RunRecord,
  records: readonly RunRecord[],
  currentId: string | undefined,
): RunRecord | undefined {
  const current = records.find(({ id }) => id === currentId);
  if (current && current.id !== run.id) return current;
  return records[records.findIndex(({ id }) => id === run.id) + 1];
}
