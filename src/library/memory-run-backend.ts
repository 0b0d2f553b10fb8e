import type { Kept } from './database';
import type { RunBackend, RunSize, StoredRuns } from './run-backend';

/**
 * Runs in memory, for windows in which the browser keeps nothing, and for tests. Records are copied in and out as a browser
 * does, so that nothing is shared by accident. firstEdition: records of the first edition, to be moved.
 */
export function memoryRunBackend(firstEdition: readonly Kept[] = []): RunBackend {
  const networks = new Map(firstEdition.map((record) => [record.id, record]));
  const runs = new Map<string, Kept>();
  const weights = new Map<string, Kept>();
  const put = (stored: StoredRuns) => {
    const { runs: records, weights: kept } = structuredClone(stored);
    for (const record of records) runs.set(record.id, record);
    for (const record of kept) weights.set(record.id, record);
  };
  const networksOf = (runId: string) =>
    [...weights.values()].filter((record) => sizeOf(record).runId === runId);
  return {
    getRuns: async () => structuredClone([...runs.values()]),
    getRun: async (id) => structuredClone(runs.get(id)),
    getWeights: async (id, runId) => structuredClone({ run: runs.get(runId), weights: weights.get(id) }),
    getSizes: async () => [...weights.values()].map(sizeOf),
    change: async (id, change) => put(change(structuredClone(runs.get(id)))),
    putBack: async (stored) => put(stored),
    take: async (ids) => {
      const stored = {
        runs: ids.flatMap((id) => runs.get(id) ?? []),
        weights: ids.flatMap(networksOf),
      };
      for (const { id } of stored.runs) runs.delete(id);
      for (const { id } of stored.weights) weights.delete(id);
      return stored;
    },
    moveFirstEdition: async (migrate) => {
      const foundCount = networks.size;
      for (const record of networks.values()) {
        const migrated = migrate(record);
        if (!migrated) continue;
        put({ runs: [migrated.run], weights: migrated.weights });
        networks.delete(record.id);
      }
      return { movedCount: foundCount - networks.size, leftCount: networks.size };
    },
  };
}

const sizeOf = (record: Kept): RunSize => {
  const { runId, sizeBytes } = record as Kept & RunSize;
  return { runId, sizeBytes };
};
