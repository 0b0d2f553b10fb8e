/** The data sets that the visitor has brought in, as this browser keeps them; used by workers and by the page. */
import * as v from 'valibot';
import { type Fault, fail, ok, type Result } from '../core/fault';
import { database, type Kept } from './database';
import {
  type DatasetLabel,
  type DatasetRecord,
  datasetDigitsSchema,
  datasetRecordSchema,
  isWhole,
  type KeptDataset,
} from './dataset-record';
import type { Contents } from './storage';
import { attempt } from './storage-fault';

/** Where sets lie, without any knowledge of what is in them. Each method is one transaction. Any may reject. */
export interface DatasetBackend {
  getRecords(): Promise<readonly unknown[]>;
  /** Both undefined where there is none. */
  get(id: string): Promise<{ readonly record: unknown; readonly digits: unknown }>;
  /** Both or neither. Leaving out the digits leaves those that are there. */
  put(record: Kept, digits?: Kept): Promise<void>;
  remove(id: string): Promise<void>;
}

const STORES = ['datasets', 'datasetDigits'] as const;

export const indexedDbDatasetBackend: DatasetBackend = {
  getRecords: () => database.run((db) => db.getAll('datasets')),
  get: (id) =>
    database.run(async (db) => {
      const transaction = db.transaction([...STORES]);
      const [record, digits] = await Promise.all([
        transaction.objectStore('datasets').get(id),
        transaction.objectStore('datasetDigits').get(id),
        transaction.done,
      ]);
      return { record, digits };
    }),
  put: (record, digits) =>
    database.run(async (db) => {
      const transaction = db.transaction([...STORES], 'readwrite');
      await Promise.all([
        transaction.objectStore('datasets').put(record),
        digits && transaction.objectStore('datasetDigits').put(digits),
        transaction.done,
      ]);
    }),
  remove: (id) =>
    database.run(async (db) => {
      const transaction = db.transaction([...STORES], 'readwrite');
      await Promise.all([
        ...STORES.map((name) => transaction.objectStore(name).delete(id)),
        transaction.done,
      ]);
    }),
};

export interface DatasetRepository {
  /** The latest first. Damaged records are counted and left where they are. */
  list(): Promise<Result<Contents<DatasetRecord>>>;
  /** Undefined when there is none. A fault when it is damaged. */
  read(id: string): Promise<Result<KeptDataset | undefined>>;
  /** Keeps a set, record and digits, or neither. Throws when they do not belong together. */
  put(kept: KeptDataset): Promise<Result<void>>;
  /** Changes what the visitor calls it. A fault when that cannot be a name. Nothing happens to a set that is not kept. */
  relabel(id: string, label: Partial<DatasetLabel>): Promise<Result<DatasetRecord | undefined>>;
  remove(id: string): Promise<Result<void>>;
}

export function createDatasetRepository(
  backend: DatasetBackend = indexedDbDatasetBackend,
): DatasetRepository {
  return {
    list: () =>
      attempt(async () => {
        const found = (await backend.getRecords()).map((raw) => v.safeParse(datasetRecordSchema, raw));
        const records = found.flatMap((parsed) => (parsed.success ? [parsed.output] : []));
        return {
          records: records.sort((a, b) => b.createdAt - a.createdAt),
          damagedCount: found.length - records.length,
        };
      }),

    async read(id) {
      const found = await attempt(() => backend.get(id));
      if (!found.ok) return found;
      if (found.value.record === undefined) return ok(undefined);
      const record = v.safeParse(datasetRecordSchema, found.value.record);
      const digits = v.safeParse(datasetDigitsSchema, found.value.digits);
      if (!record.success || !digits.success) return fail(CORRUPT);
      const kept = { record: record.output, digits: digits.output };
      return isWhole(kept) ? ok(kept) : fail(CORRUPT);
    },

    async put(kept) {
      if (!isWhole(kept)) throw new Error('a data set without its digits');
      const record = v.parse(datasetRecordSchema, kept.record);
      return attempt(() => backend.put(record, kept.digits));
    },

    async relabel(id, label) {
      const found = await attempt(() => backend.getRecords());
      if (!found.ok) return found;
      const stored = found.value
        .map((raw) => v.safeParse(datasetRecordSchema, raw))
        .find((parsed) => parsed.success && parsed.output.id === id);
      if (!stored?.success) return ok(undefined);
      const changed = v.safeParse(datasetRecordSchema, { ...stored.output, ...label });
      if (!changed.success) return fail(unfitName(changed.issues[0].message));
      const written = await attempt(() => backend.put(changed.output));
      return written.ok ? ok(changed.output) : written;
    },

    remove: (id) => attempt(() => backend.remove(id)),
  };
}

const CORRUPT: Fault = {
  code: 'dataset-corrupt',
  message: 'What is kept of this data set is damaged and was left alone: bring its files in again.',
  remedy: 'dismiss',
};

const unfitName = (detail: string): Fault => ({
  code: 'invalid-file',
  message:
    'That was not taken: every name must have a letter at least, be short, and belong to one class alone.',
  remedy: 'dismiss',
  detail,
});
