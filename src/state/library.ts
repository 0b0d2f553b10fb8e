/**
 * The runs that this browser keeps, as the page shows them. The worker writes what training does to a run and tells of it;
 * here the visitor names, pins, hides, compares and deletes them. Nothing is thrown away unasked.
 */
import type { Result } from '../core/fault';
import { heldRuns } from '../library/locks';
import { createRunRepository, type RunLabel, type RunRepository } from '../library/run-repository';
import { latestFirst, takeFromStorage, useLibrary } from './library-store';

let repository: RunRepository | undefined;

/** Reads what earlier visits left, that of the page's first edition too. Called once; `from` is for tests. */
export async function loadLibrary(from: RunRepository = createRunRepository()): Promise<void> {
  repository = from;
  await from.migrateFirstEdition();
  const [listed, heldIds] = await Promise.all([from.listRuns(), heldRuns()]);
  takeFromStorage({ heldIds });
  if (!tell(listed)) {
    takeFromStorage({ isLoaded: true });
    return;
  }
  const known = new Set(useLibrary.getState().records.map(({ id }) => id));
  const earlier = listed.value.records.filter(({ id }) => !known.has(id));
  takeFromStorage(({ records }) => ({
    records: latestFirst([...records, ...earlier]),
    damagedCount: listed.value.damagedCount,
    isLoaded: true,
  }));
  await measureUsage();
}

/** How much room runs take, and how much there is. */
export async function measureUsage(): Promise<void> {
  const usage = await repository?.usage();
  if (usage?.ok) takeFromStorage({ usage: usage.value });
}

export async function labelRun(id: string, label: Partial<RunLabel>): Promise<void> {
  takeFromStorage(({ records }) => ({
    records: records.map((run) => (run.id === id ? { ...run, ...label } : run)),
  }));
  if (repository) tell(await repository.labelRun(id, label));
}

/** Deletes kept runs, but for the one on screen. The latest deletion can be undone. */
export async function deleteRuns(ids: readonly string[]): Promise<void> {
  const gone = new Set(ids.filter((id) => id !== useLibrary.getState().currentId));
  if (!repository || gone.size === 0) return;
  const taken = await repository.deleteRuns([...gone]);
  if (!tell(taken)) return;
  takeFromStorage(({ records, comparedIds }) => ({
    records: records.filter(({ id }) => !gone.has(id)),
    comparedIds: comparedIds.filter((id) => !gone.has(id)),
    deleted: taken.value,
  }));
  await measureUsage();
}

export async function undoDelete(): Promise<void> {
  const { deleted } = useLibrary.getState();
  if (!repository || !deleted) return;
  if (!tell(await repository.putBack(deleted))) return;
  const listed = await repository.listRuns();
  if (!tell(listed)) return;
  takeFromStorage({ records: listed.value.records, deleted: undefined });
  await measureUsage();
}

function tell<T>(result: Result<T>): result is { readonly ok: true; readonly value: T } {
  takeFromStorage({ problem: result.ok ? undefined : result.fault.message });
  return result.ok;
}
