import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDatabaseHandle, type DatabaseHandle } from './database';
import { attempt } from './storage-fault';

const LIMITS = { blockedMs: 20, openMs: 60_000, graceMs: 100 };

/** The database as the page's first edition made it, and never lets go of. */
async function openFirstEdition() {
  const db = await openDB('inkling', 1, {
    upgrade(created) {
      created.createObjectStore('digits', { keyPath: 'id' });
      created.createObjectStore('networks', { keyPath: 'id' });
    },
  });
  await db.put('digits', { id: 'seven' });
  return db;
}

let handle: DatabaseHandle;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  handle = createDatabaseHandle(LIMITS);
});
const digitIds = () => handle.run((db) => db.getAllKeys('digits'));

describe('the database', () => {
  it('is made with all its stores', async () => {
    const stores = await handle.run((db) => Promise.resolve([...db.objectStoreNames]));
    expect(stores).toEqual(['datasetDigits', 'datasets', 'digits', 'networks', 'rates', 'runs', 'weights']);
    await handle.run((db) => db.put('weights', { id: 'a/last', runId: 'a' } as { id: string }));
    expect(await handle.run((db) => db.getAllKeysFromIndex('weights', 'runId', 'a'))).toEqual(['a/last']);
  });

  it('keeps what the first edition has put into it', async () => {
    (await openFirstEdition()).close();
    expect(await digitIds()).toEqual(['seven']);
    expect(await handle.run((db) => db.count('runs'))).toBe(0);
  });

  it('waits for an older tab only so long, and opens once that tab is gone', async () => {
    const older = await openFirstEdition();
    const refused = await attempt(digitIds);
    expect(refused).toMatchObject({ ok: false, fault: { code: 'storage-blocked' } });
    expect(!refused.ok && refused.fault.message).toContain('older edition');
    older.close();
    expect(await digitIds()).toEqual(['seven']);
  });

  it('lets go of the database for a newer tab, and then says that it is the older one', async () => {
    await digitIds();
    const newer = await openDB('inkling', 4);
    const refused = await attempt(digitIds);
    expect(!refused.ok && refused.fault.message).toContain('newer edition');
    newer.close();
  });

  it('is opened again after it was deleted, or closed under us', async () => {
    await handle.run((db) => db.put('digits', { id: 'one' }));
    await deleteDB('inkling');
    expect(await digitIds()).toEqual([]);
    await handle.run((db) => Promise.resolve(db.close()));
    expect(await digitIds()).toEqual([]);
  });

  it('asks again after a refusal', async () => {
    const factory = globalThis.indexedDB;
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    } as never;
    expect(await attempt(digitIds)).toMatchObject({ ok: false, fault: { code: 'storage-unavailable' } });
    globalThis.indexedDB = factory;
    expect(await digitIds()).toEqual([]);
  });
});
