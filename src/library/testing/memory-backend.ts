import type { StorageBackend } from '../storage';

/** For tests: records in memory, copied in and out as a browser does, so that nothing is shared by accident. */
export function memoryBackend(): StorageBackend {
  const records = new Map<string, unknown>();
  return {
    getAll: () => Promise.resolve(structuredClone([...records.values()])),
    putAll: (added) => {
      for (const record of added) records.set(record.id, structuredClone(record));
      return Promise.resolve();
    },
    removeAll: (ids) => {
      for (const id of ids) records.delete(id);
      return Promise.resolve();
    },
  };
}
