import type { RunRecord } from './run-record';

export interface Suggestion {
  /** The runs to delete, the longest untouched first. */
  readonly ids: readonly string[];
  /** What that makes room for; less than was needed when there is no more to delete. */
  readonly freedBytes: number;
}

/**
 * Which runs to offer for deletion when storage is full: the longest untouched, as many as it takes. Never the current run,
 * what is pinned, or what is being trained, perhaps in another tab.
 *
 * runBytes: what each run takes, as the repository's usage() tells. neededBytes: at least 0.
 */
export function suggestDeletions(
  records: readonly RunRecord[],
  neededBytes: number,
  runBytes: ReadonlyMap<string, number>,
  currentId: string | undefined,
): Suggestion {
  const ids: string[] = [];
  let freedBytes = 0;
  for (const { id, pinned, status } of records.slice().sort((a, b) => a.updatedAt - b.updatedAt)) {
    if (freedBytes >= neededBytes) break;
    const sizeBytes = runBytes.get(id) ?? 0;
    if (id === currentId || pinned || status === 'training' || sizeBytes === 0) continue;
    ids.push(id);
    freedBytes += sizeBytes;
  }
  return { ids, freedBytes };
}
