/**
 * What the page keeps on this device between visits: records in IndexedDB, each with an id of its own. Storage can be
 * refused (private windows), full, or hold what an older version wrote, so every call answers with a Result and whatever is
 * read back is checked against the repository's schema. Callers work on in memory when it fails.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { errorText, type Fault, fail, ok, type Result } from '../core/fault';

interface Kept {
  readonly id: string;
}

interface Repositories extends DBSchema {
  digits: { key: string; value: Kept };
  networks: { key: string; value: Kept };
}
type RepositoryName = 'digits' | 'networks';

/** Where a repository's records lie. Any of these may reject. */
export interface StorageBackend {
  getAll(): Promise<readonly unknown[]>;
  /** All or nothing. Records of the same id are replaced. */
  putAll(records: readonly Kept[]): Promise<void>;
  removeAll(ids: readonly string[]): Promise<void>;
}

let database: Promise<IDBPDatabase<Repositories>> | undefined;

function openDatabase(): Promise<IDBPDatabase<Repositories>> {
  database ??= openDB<Repositories>('inkling', 1, {
    upgrade(db) {
      db.createObjectStore('digits', { keyPath: 'id' });
      db.createObjectStore('networks', { keyPath: 'id' });
    },
  });
  return database;
}

export const indexedDbBackend = (name: RepositoryName): StorageBackend => ({
  getAll: async () => (await openDatabase()).getAll(name),
  async putAll(records) {
    const transaction = (await openDatabase()).transaction(name, 'readwrite');
    await Promise.all([...records.map((record) => transaction.store.put(record)), transaction.done]);
  },
  async removeAll(ids) {
    const transaction = (await openDatabase()).transaction(name, 'readwrite');
    await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
  },
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
  const attempt = async <R>(act: () => Promise<R>): Promise<Result<R>> => {
    try {
      return ok(await act());
    } catch (error) {
      return fail(storageFault(error));
    }
  };
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

function storageFault(error: unknown): Fault {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return {
    code: 'storage-unavailable',
    message: isFull
      ? 'This browser’s storage is full, so what is new stays only until you close this tab.'
      : 'This browser keeps nothing for this page (a private window, perhaps), so what is new stays only until you close this tab.',
    remedy: 'dismiss',
    detail: errorText(error),
  };
}
