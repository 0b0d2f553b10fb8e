/**
 * The runs that this browser keeps, as the page shows them. The worker writes what training does to a run and tells of it;
 * here the visitor names, pins, hides, compares and deletes them. Nothing is thrown away unasked.
 */
import type { Result } from '../core/fault';
import { heldRuns } from '../library/locks';
import { joinRunNews, type RunNews, type RunNewsLine } from '../library/run-news';
import { createRunRepository, type RunLabel, type RunRepository } from '../library/run-repository';
import { latestFirst, takeFromStorage, useLibrary } from './library-store';

let repository: RunRepository | undefined;
let otherTabs: RunNewsLine | undefined;

/** Reads what earlier visits left, that of the page's first edition too. Called once; `from` is for tests. */
export async function loadLibrary(from: RunRepository = createRunRepository()): Promise<void> {
  repository = from;
  otherTabs?.close();
  otherTabs = joinRunNews(hear);
  await from.migrateFirstEdition();
  takeFromStorage({ heldIds: await heldRuns() });
  await addKept(from);
  takeFromStorage({ isLoaded: true });
  await measureUsage();
}

/** Lists what is kept and not listed yet. */
async function addKept(from: RunRepository): Promise<void> {
  const listed = await from.listRuns();
  if (!tell(listed)) return;
  takeFromStorage(({ records }) => {
    const known = new Set(records.map(({ id }) => id));
    const others = listed.value.records.filter(({ id }) => !known.has(id));
    return { records: latestFirst([...records, ...others]), damagedCount: listed.value.damagedCount };
  });
}

function hear({ type, ids }: RunNews): void {
  if (type === 'put-back') {
    if (repository) void addKept(repository).then(measureUsage);
    return;
  }
  const { currentId } = useLibrary.getState();
  forget(ids.filter((id) => id !== currentId));
  if (currentId === undefined || !ids.includes(currentId)) return;
  // It stays listed for as long as it is on screen.
  const stop = useLibrary.subscribe((now) => {
    if (now.currentId === currentId) return;
    stop();
    void forgetIfGone(currentId);
  });
}

/** Unless it was put back meanwhile. */
async function forgetIfGone(id: string): Promise<void> {
  const found = await repository?.readRun(id);
  if (found?.ok && found.value === undefined) forget([id]);
}

/** Takes runs off the list. */
function forget(ids: readonly string[]): void {
  takeFromStorage(({ records, comparedIds }) => ({
    records: records.filter(({ id }) => !ids.includes(id)),
    comparedIds: comparedIds.filter((id) => !ids.includes(id)),
  }));
}

/** Lists runs that another worker has just stored, as they are now, here and in other tabs. */
export async function addFromStorage(ids: readonly string[]): Promise<void> {
  if (!repository) return;
  takeFromStorage(({ records }) => ({ records: records.filter(({ id }) => !ids.includes(id)) }));
  await addKept(repository);
  otherTabs?.tell({ type: 'put-back', ids: [...ids] });
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
  const gone = ids.filter((id) => id !== useLibrary.getState().currentId);
  if (!repository || gone.length === 0) return;
  const taken = await repository.deleteRuns(gone);
  if (!tell(taken)) return;
  otherTabs?.tell({ type: 'deleted', ids: gone });
  forget(gone);
  takeFromStorage({ deleted: taken.value });
  await measureUsage();
}

export async function undoDelete(): Promise<void> {
  const { deleted } = useLibrary.getState();
  if (!repository || !deleted) return;
  if (!tell(await repository.putBack(deleted))) return;
  otherTabs?.tell({ type: 'put-back', ids: deleted.runs.map(({ id }) => id) });
  takeFromStorage({ deleted: undefined });
  await addKept(repository);
  await measureUsage();
}

function tell<T>(result: Result<T>): result is { readonly ok: true; readonly value: T } {
  takeFromStorage({ problem: result.ok ? undefined : result.fault.message });
  return result.ok;
}
