/**
 * The runs that this browser keeps, as the page shows them. The worker writes what training does to a run and tells of it;
 * here the visitor names, pins, hides, compares and deletes them. Nothing is thrown away unasked.
 */
import { create } from 'zustand';
import type { Fault, Result } from '../core/fault';
import type { StoredRuns } from '../library/run-backend';
import type { RunRecord } from '../library/run-record';
import {
  createRunRepository,
  type RunLabel,
  type RunRepository,
  type Usage,
} from '../library/run-repository';

export interface LibraryState {
  /** The latest first, the run on screen among them. */
  readonly records: readonly RunRecord[];
  /** Whether what earlier visits left has been read. */
  readonly isLoaded: boolean;
  /** How many there are besides that are damaged. */
  readonly damagedCount: number;
  /** The run on screen; undefined while there is none. */
  readonly currentId: string | undefined;
  /** The runs whose curves are laid over those of the run on screen, in the order in which they were chosen. */
  readonly comparedIds: readonly string[];
  /** What was deleted last and can be put back. */
  readonly deleted: StoredRuns | undefined;
  /** One sentence on what could not be kept or read; undefined when all is well. */
  readonly problem: string | undefined;
  readonly usage: Usage | undefined;
}

export const useLibrary = create<LibraryState>()(() => ({
  records: [],
  isLoaded: false,
  damagedCount: 0,
  currentId: undefined,
  comparedIds: [],
  deleted: undefined,
  problem: undefined,
  usage: undefined,
}));

const set = useLibrary.setState;
let repository: RunRepository | undefined;

const latestFirst = (records: readonly RunRecord[]): RunRecord[] =>
  [...records].sort((a, b) => b.createdAt - a.createdAt);

/** Reads what earlier visits left, that of the page's first edition too. Called once; `from` is for tests. */
export async function loadLibrary(from: RunRepository = createRunRepository()): Promise<void> {
  repository = from;
  await from.migrateFirstEdition();
  const listed = await from.listRuns();
  if (!tell(listed)) {
    set({ isLoaded: true });
    return;
  }
  const known = new Set(useLibrary.getState().records.map(({ id }) => id));
  const earlier = listed.value.records.filter(({ id }) => !known.has(id));
  set(({ records }) => ({
    records: latestFirst([...records, ...earlier]),
    damagedCount: listed.value.damagedCount,
    isLoaded: true,
  }));
  await measureUsage();
}

/** How much room runs take, and how much there is. */
export async function measureUsage(): Promise<void> {
  const usage = await repository?.usage();
  if (usage?.ok) set({ usage: usage.value });
}

/** News of a run from the worker. What the visitor has called it meanwhile stays. */
export function takeRecord(record: RunRecord): void {
  set(({ records }) => {
    const known = records.find(({ id }) => id === record.id);
    const labelled = known ? { ...record, ...labelOf(known) } : record;
    return { records: latestFirst([labelled, ...records.filter(({ id }) => id !== record.id)]) };
  });
}

/** Another run, or none, is on screen. */
export const setCurrentRun = (id: string | undefined): void => set({ currentId: id });

export const currentRun = ({ records, currentId }: LibraryState): RunRecord | undefined =>
  records.find(({ id }) => id === currentId);

/** The runs whose curves are shown beside the current one's, in the order in which they were chosen. */
export const comparedRuns = ({ records, comparedIds, currentId }: LibraryState): RunRecord[] =>
  comparedIds.flatMap((id) => records.find((record) => record.id === id && id !== currentId) ?? []);

/** Lays a run's curves over those of the run on screen, or takes them away. */
export const compareRun = (id: string, isCompared: boolean): void =>
  set(({ comparedIds }) => {
    const others = comparedIds.filter((other) => other !== id);
    return { comparedIds: isCompared ? [...others, id] : others };
  });

export async function labelRun(id: string, label: Partial<RunLabel>): Promise<void> {
  set(({ records }) => ({ records: records.map((run) => (run.id === id ? { ...run, ...label } : run)) }));
  if (repository) tell(await repository.labelRun(id, label));
}

/** Deletes kept runs, but for the one on screen. The latest deletion can be undone. */
export async function deleteRuns(ids: readonly string[]): Promise<void> {
  const gone = new Set(ids.filter((id) => id !== useLibrary.getState().currentId));
  if (!repository || gone.size === 0) return;
  const taken = await repository.deleteRuns([...gone]);
  if (!tell(taken)) return;
  set(({ records, comparedIds }) => ({
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
  set({ records: listed.value.records, deleted: undefined });
  await measureUsage();
}

/** A fault that the worker met when it kept a run. */
export const tellStorageFault = (fault: Fault): void => set({ problem: fault.message });

const labelOf = ({ name, colour, pinned, hidden }: RunRecord): RunLabel => ({ name, colour, pinned, hidden });

function tell<T>(result: Result<T>): result is { readonly ok: true; readonly value: T } {
  set({ problem: result.ok ? undefined : result.fault.message });
  return result.ok;
}
