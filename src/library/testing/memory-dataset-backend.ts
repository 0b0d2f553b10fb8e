import type { DatasetBackend } from '../dataset-repository';

/** For tests: data sets in memory, copied in and out as a browser does. */
export function memoryDatasetBackend(): DatasetBackend {
  const records = new Map<string, unknown>();
  const digits = new Map<string, unknown>();
  return {
    getRecords: () => Promise.resolve(structuredClone([...records.values()])),
    get: (id) => Promise.resolve(structuredClone({ record: records.get(id), digits: digits.get(id) })),
    put: (record, added) => {
      records.set(record.id, structuredClone(record));
      if (added) digits.set(added.id, structuredClone(added));
      return Promise.resolve();
    },
    remove: (id) => {
      records.delete(id);
      digits.delete(id);
      return Promise.resolve();
    },
  };
}
