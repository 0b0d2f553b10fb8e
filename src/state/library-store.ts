/** The runs that this browser keeps, as the page shows them. library.ts reads and changes what is stored. */
import type { Fault } from '../core/fault';
import type { StoredRuns } from '../library/run-backend';
import type { RunRecord } from '../library/run-record';
import type { RunLabel, Usage } from '../library/run-repository';
import type { UnkeptRun } from '../protocol/events';
import { slice } from './store';

interface LibraryOfPage {
  /** The latest first, the run on screen among them. */
  readonly records: readonly RunRecord[];
  /** Whether what earlier visits left has been read. */
  readonly isLoaded: boolean;
  /** How many there are besides that are damaged. */
  readonly damagedCount: number;
  /** The runs whose curves are laid over those of the run on screen, in the order in which they were chosen. */
  readonly comparedIds: readonly string[];
  /** What was deleted last and can be put back. */
  readonly deleted: StoredRuns | undefined;
  /** One sentence on what could not be kept or read; undefined when all is well. */
  readonly problem: string | undefined;
  readonly usage: Usage | undefined;
  /** Runs that other tabs of this page hold: they are being trained there, or on screen. */
  readonly heldIds: readonly string[];
  /** The latest run that was on screen, where the browser stores nothing: only the page holds it. */
  readonly unkept: UnkeptRun | undefined;
}

interface LibraryOfNetwork {
  /** The run on screen; undefined while there is none. */
  readonly currentId: string | undefined;
}

export type LibraryState = LibraryOfPage & LibraryOfNetwork;

const [use, set] = slice<LibraryOfPage, LibraryOfNetwork>(
  'library',
  {
    records: [],
    isLoaded: false,
    damagedCount: 0,
    comparedIds: [],
    deleted: undefined,
    problem: undefined,
    usage: undefined,
    heldIds: [],
    unkept: undefined,
  },
  (shown) => ({ currentId: shown?.record.id }),
);
export const useLibrary = use;

export const latestFirst = (records: readonly RunRecord[]): RunRecord[] =>
  records.slice().sort((a, b) => b.createdAt - a.createdAt);

/** News of a run from the worker. What the visitor has called it meanwhile stays. */
function takeRecord(record: RunRecord): void {
  set(({ records }) => {
    const known = records.find(({ id }) => id === record.id);
    const labelled = known ? { ...record, ...labelOf(known) } : record;
    return { records: latestFirst([labelled, ...records.filter(({ id }) => id !== record.id)]) };
  });
}

const labelOf = ({ name, colour, pinned, hidden }: RunRecord): RunLabel => ({ name, colour, pinned, hidden });

export const currentRun = ({ records, currentId }: LibraryState): RunRecord | undefined =>
  records.find(({ id }) => id === currentId);

/** The runs whose curves are shown beside the current one's, in the order in which they were chosen. */
export const comparedRuns = ({ records, comparedIds, currentId }: LibraryState): RunRecord[] =>
  comparedIds.flatMap((id) => records.find((record) => record.id === id && id !== currentId) ?? []);

/** Runs that a reload, a crash or a closed tab has broken off, the latest first. */
export const interruptedRuns = ({ records, currentId, heldIds }: LibraryState): RunRecord[] =>
  records.filter(({ id, status }) => status === 'training' && id !== currentId && !heldIds.includes(id));

/** Lays a run's curves over those of the run on screen, or takes them away. */
export const compareRun = (id: string, isCompared: boolean): void =>
  set(({ comparedIds }) => {
    const others = comparedIds.filter((other) => other !== id);
    return { comparedIds: isCompared ? [...others, id] : others };
  });

/** The run on screen is stored as its record says. */
export function takeKept(record: RunRecord): void {
  // What was said of its not being kept is taken back; of another, it is still true.
  set(({ unkept }) => (unkept?.record.id === record.id ? { unkept: undefined, problem: undefined } : {}));
  takeRecord(record);
}

/** The browser would not store the run on screen, and why. */
export function takeUnkept(unkept: UnkeptRun, fault: Fault): void {
  set({ unkept, problem: fault.message });
  takeRecord(unkept.record);
}

/** What library.ts, and nobody else, has read in storage or changed there. */
export const takeFromStorage = set;
