/**
 * What the page keeps on this device between visits: records in IndexedDB, each with an id of its own. Storage can be
 * refused (private windows), full, or hold what an older version wrote, so every call answers with a Result and whatever is
 * read back is checked against the repository's schema. Callers work on in memory when it fails.
 */
import * as v from 'valibot';
import type { Result } from '../core/fault';
import { database, type Kept, type StoreName } from './database';
import { attempt } from './storage-fault';

/** Where a repository's records lie. Any of these may reject. */
export interface StorageBackend {
  getAll(): Promise<readonly unknown[]>;
  /** All or nothing. Records of the same id are replaced. */
  putAll(records: readonly Kept[]): Promise<void>;
  removeAll(ids: readonly string[]): Promise<void>;
}

/** Records in one of the database's stores. */
export const indexedDbBackend = (name: StoreName): StorageBackend => ({
  getAll: () => database.run((db) => db.getAll(name)),
  putAll: (records) =>
    database.run(async (db) => {
      const { store, done } = db.transaction(name, 'readwrite');
      await Promise.all([...records.map((record) => store.put(record)), done]);
    }),
  removeAll: (ids) =>
    database.run(async (db) => {
      const { store, done } = db.transaction(name, 'readwrite');
      await Promise.all([...ids.map((id) => store.delete(id)), done]);
    }),
});

export interface Contents<T> {
  readonly records: readonly T[];
  /** How many records there were besides that are not what they should be. They are left where they are. */
  readonly damagedCount: number;
}

/** Records of one kind. The faults' sentences are for the visitor. */
export interface Repository<T extends Kept> {
  readAll(): Promise<Result<Contents<T>>>;
  put(records: readonly T[]): Promise<Result<void>>;
  remove(ids: readonly string[]): Promise<Result<void>>;
}

export function createRepository<T extends Kept>(
  schema: v.GenericSchema<unknown, T>,
  backend: StorageBackend,
): Repository<T> {
  return {
    readAll: () =>
      attempt(async () => {
        const found = (await backend.getAll()).map((record) => v.safeParse(schema, record));
        const records = found.flatMap((parsed) => (parsed.success ? [parsed.output] : []));
        return { records, damagedCount: found.length - records.length };
      }),
    put: (records) => attempt(() => backend.putAll(records)),
    remove: (ids) => attempt(() => backend.removeAll(ids)),
  };
}
