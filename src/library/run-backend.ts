/**
 * Where runs and their networks lie, without any knowledge of what is in them. Each method is one transaction: all of it
 * happens or none, and nobody else writes between its reading and its writing. Any may reject.
 */
import type { IDBPObjectStore } from 'idb';
import { database, type Kept, type Stores } from './database';

/** What a run consists of in storage, as it was found. */
export interface StoredRuns {
  readonly runs: readonly Kept[];
  readonly weights: readonly Kept[];
}

export interface RunSize {
  readonly runId: string;
  readonly sizeBytes: number;
}

export interface RunBackend {
  getRuns(): Promise<readonly unknown[]>;
  getRun(id: string): Promise<unknown>;
  /** A network and its run's record, both undefined where there is none. */
  getWeights(id: string, runId: string): Promise<{ readonly run: unknown; readonly weights: unknown }>;
  /** The size of each kept network, which is not read for it. */
  getSizes(): Promise<readonly RunSize[]>;
  /** Puts what `change` makes of the stored record, undefined where there is none. It may be called more than once. */
  change(id: string, change: (stored: unknown) => StoredRuns): Promise<void>;
  /** Puts all of these, in place of what has the same ids. */
  putBack(stored: StoredRuns): Promise<void>;
  /** Removes runs and all of their networks. */
  take(ids: readonly string[]): Promise<StoredRuns>;
  /** Replaces each record of the first edition by what `migrate` makes of it; where that is undefined, it stays. */
  moveFirstEdition(
    migrate: (raw: Kept) => { readonly run: Kept; readonly weights: readonly Kept[] } | undefined,
  ): Promise<{ readonly movedCount: number; readonly leftCount: number }>;
}

const STORES = ['networks', 'runs', 'weights'] as const;

type Store<Name extends (typeof STORES)[number]> = IDBPObjectStore<
  Stores,
  [...typeof STORES],
  Name,
  'readwrite'
>;
interface WritableStores {
  readonly networks: Store<'networks'>;
  readonly runs: Store<'runs'>;
  readonly weights: Store<'weights'>;
}

/** One transaction that writes. When `act` fails, nothing of what it has put remains. */
const write = <T>(act: (stores: WritableStores) => Promise<T>): Promise<T> =>
  database.run(async (db) => {
    const transaction = db.transaction([...STORES], 'readwrite');
    const acting = act({
      networks: transaction.objectStore('networks'),
      runs: transaction.objectStore('runs'),
      weights: transaction.objectStore('weights'),
    });
    acting.catch(() => {
      try {
        transaction.abort();
      } catch {
        // It has ended of itself: what failed was one of its requests.
      }
    });
    const [result] = await Promise.all([acting, transaction.done]);
    return result;
  });

export const indexedDbRunBackend: RunBackend = {
  getRuns: () => database.run((db) => db.getAll('runs')),
  getRun: (id) => database.run((db) => db.get('runs', id)),
  getWeights: (id, runId) =>
    database.run(async (db) => {
      const transaction = db.transaction(['runs', 'weights']);
      const [run, weights] = await Promise.all([
        transaction.objectStore('runs').get(runId),
        transaction.objectStore('weights').get(id),
        transaction.done,
      ]);
      return { run, weights };
    }),
  getSizes: () =>
    database.run(async (db) => {
      const { store, done } = db.transaction('weights');
      const sizes: RunSize[] = [];
      const walk = async () => {
        let cursor = await store.index('sizes').openKeyCursor();
        while (cursor) {
          const [runId, sizeBytes] = cursor.key;
          sizes.push({ runId, sizeBytes });
          cursor = await cursor.continue();
        }
      };
      await Promise.all([walk(), done]);
      return sizes;
    }),
  change: (id, change) =>
    write(async ({ runs, weights }) => {
      const changed = change(await runs.get(id));
      // Async, for what cannot be stored is thrown at once, and the others would be left unattended.
      await Promise.all([
        ...changed.runs.map(async (record) => runs.put(record)),
        ...changed.weights.map(async (record) => weights.put(record)),
      ]);
    }),
  putBack: (stored) => indexedDbRunBackend.change('', () => stored),
  take: (ids) =>
    write(async ({ runs, weights }) => {
      const found = await Promise.all(
        ids.map((id) => Promise.all([runs.get(id), weights.index('runId').getAll(id)])),
      );
      const taken = {
        runs: found.flatMap(([run]) => run ?? []),
        weights: found.flatMap(([, networks]) => networks),
      };
      await Promise.all([
        ...taken.runs.map((record) => runs.delete(record.id)),
        ...taken.weights.map((record) => weights.delete(record.id)),
      ]);
      return taken;
    }),
  moveFirstEdition: (migrate) =>
    write(async ({ networks, runs, weights }) => {
      const found = await networks.getAll();
      const moves = found.flatMap((raw) => {
        const migrated = migrate(raw);
        return migrated ? [{ ...migrated, oldId: raw.id }] : [];
      });
      await Promise.all(
        moves.map(async (move) => {
          await runs.put(move.run);
          for (const record of move.weights) await weights.put(record);
          await networks.delete(move.oldId);
        }),
      );
      return { movedCount: moves.length, leftCount: found.length - moves.length };
    }),
};
