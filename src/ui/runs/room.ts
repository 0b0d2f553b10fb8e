/** Whether storage is running out, and what to offer for deletion then. */
import type { RunRecord } from '../../library/run-record';
import type { Usage } from '../../library/run-repository';
import { suggestDeletions } from '../../library/suggest-deletions';
import { formatBytes } from './run-words';

/** The share of what the browser allows from which on it is said. */
const NEARLY_FULL = 0.8;

export interface RoomNeed {
  /** How full it is. */
  readonly words: string;
  /** What to do about it. */
  readonly advice: string;
  /** The runs to offer for deletion; may be none. */
  readonly ids: readonly string[];
  readonly freedBytes: number;
}

export const runsBytes = ({ runBytes }: Usage): number =>
  [...runBytes.values()].reduce((sum, sizeBytes) => sum + sizeBytes, 0);

/** Undefined while there is room, or the browser does not say. */
export function roomNeed(
  usage: Usage | undefined,
  records: readonly RunRecord[],
  currentId: string | undefined,
): RoomNeed | undefined {
  const { usedBytes, quotaBytes } = usage ?? {};
  if (!usage || usedBytes === undefined || quotaBytes === undefined) return undefined;
  if (usedBytes <= NEARLY_FULL * quotaBytes) return undefined;
  const needed = usedBytes - NEARLY_FULL * quotaBytes;
  const { ids, freedBytes } = suggestDeletions(records, needed, usage.runBytes, currentId);
  const named = ids.map((id) => {
    const name = records.find((run) => run.id === id)!.name;
    return `${name} (${formatBytes(usage.runBytes.get(id)!)})`;
  });
  return {
    words: `This page takes ${formatBytes(usedBytes)} of the ${formatBytes(quotaBytes)} that the browser lets it keep, ${formatBytes(runsBytes(usage))} of it for runs. Nothing is deleted unasked, but new runs may soon find no room.`,
    advice:
      ids.length === 0
        ? 'There is no run to offer for deletion: the one on screen, pinned ones and those in training stay.'
        : `Longest untouched: ${named.join(', ')}.`,
    ids,
    freedBytes,
  };
}
