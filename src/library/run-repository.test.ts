import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { Result } from '../core/fault';
import { database } from './database';
import { memoryRunBackend } from './memory-run-backend';
import { indexedDbRunBackend, type RunBackend } from './run-backend';
import { createRunRepository } from './run-repository';
import { weightsId } from './run-record';
import { finishedRecord, pausedRecord } from './testing/first-edition-records';
import { aRun, someWeights } from './testing/runs';

async function valueOf<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(result.fault.detail ?? result.fault.message);
  return result.value;
}

async function emptyIndexedDb(firstEdition: readonly { id: string }[] = []): Promise<RunBackend> {
  await database.close();
  globalThis.indexedDB = new IDBFactory();
  await database.run((db) => Promise.all(firstEdition.map((record) => db.put('networks', record))));
  return indexedDbRunBackend;
}

const backends = {
  'in IndexedDB': emptyIndexedDb,
  'in memory': async (firstEdition?: readonly { id: string }[]) => memoryRunBackend(firstEdition),
};

describe.each(Object.entries(backends))('runs %s', (_, open) => {
  it('are given back as they were put, the latest first', async () => {
    const runs = createRunRepository(await open());
    const newer = aRun('b', { createdAt: 3000, test: { step: 10, loss: Number.NaN, accuracyFraction: 0.5 } });
    await valueOf(runs.saveRun(aRun('a'), []));
    await valueOf(runs.saveRun(newer, []));
    expect(await valueOf(runs.listRuns())).toEqual({ records: [newer, aRun('a')], damagedCount: 0 });
    expect(await valueOf(runs.readRun('b'))).toEqual(newer);
    expect(await valueOf(runs.readRun('c'))).toBeUndefined();
    expect(await valueOf(runs.readWeights('c/last'))).toBeUndefined();
  });

  it('are saved with their networks, all or none', async () => {
    const runs = createRunRepository(await open());
    await valueOf(runs.saveRun(aRun('a'), [someWeights('a', 1), someWeights('a', 2, 'best')]));
    expect(await valueOf(runs.readWeights(weightsId('a', 'best')))).toEqual(someWeights('a', 2, 'best'));

    const nan = await runs.saveRun(aRun('a', { step: 20 }), [
      someWeights('a', 3),
      someWeights('a', Number.NaN, 'best'),
    ]);
    expect(nan).toMatchObject({ ok: false, fault: { code: 'run-corrupt' } });
    expect(await valueOf(runs.readRun('a'))).toEqual(aRun('a'));
    expect(await valueOf(runs.readWeights('a/last'))).toEqual(someWeights('a', 1));
    const other = await runs.saveRun(aRun('a'), [someWeights('b', 1)]);
    expect(other).toMatchObject({ fault: { detail: 'weights of another run' } });
  });

  it('take a network only when it is theirs', async () => {
    const runs = createRunRepository(await open());
    await valueOf(runs.saveRun(aRun('a'), [someWeights('a', 1)]));
    const wider = aRun('a', { experiment: { ...aRun('a').experiment, hidden: [2] } });
    expect((await runs.saveRun(wider, [someWeights('a', 1)])).ok).toBe(false);
    await valueOf(runs.saveRun(wider, []));
    expect(await runs.readWeights('a/last')).toMatchObject({
      fault: { code: 'run-corrupt', detail: expect.stringContaining('shape') },
    });
  });

  it('are not stored anew by whoever trains them when they were deleted, until they are put back', async () => {
    const runs = createRunRepository(await open());
    const save = (step: number) => runs.saveRun(aRun('a', { step }), [someWeights('a', step)], true);
    await valueOf(runs.saveRun(aRun('a'), [someWeights('a', 1)]));
    await valueOf(save(20));
    const deleted = await valueOf(runs.deleteRuns(['a']));
    expect(await save(30)).toMatchObject({ ok: false, fault: { code: 'run-deleted' } });
    expect(await valueOf(runs.readRun('a'))).toBeUndefined();
    expect((await valueOf(runs.usage())).runBytes.size).toBe(0);
    await valueOf(runs.putBack(deleted));
    await valueOf(save(40));
    expect(await valueOf(runs.readRun('a'))).toMatchObject({ step: 40 });
  });

  it('keep their label while training saves them, and their training while they are labelled', async () => {
    const runs = createRunRepository(await open());
    await valueOf(runs.saveRun(aRun('a'), []));
    await valueOf(runs.labelRun('a', { name: 'Mine', pinned: true }));
    await valueOf(runs.saveRun(aRun('a', { step: 20 }), []));
    await valueOf(runs.labelRun('a', { hidden: true }));
    const expected = aRun('a', { step: 20, name: 'Mine', pinned: true, hidden: true });
    expect(await valueOf(runs.readRun('a'))).toEqual(expected);
    expect((await runs.labelRun('a', { name: '' })).ok).toBe(false);
    await valueOf(runs.labelRun('b', { name: 'Nobody' }));
    expect((await valueOf(runs.listRuns())).records).toEqual([expected]);
  });

  it('are deleted with their networks, and can be put back', async () => {
    const runs = createRunRepository(await open());
    for (const id of ['a', 'b', 'c']) await valueOf(runs.saveRun(aRun(id), [someWeights(id, 1)]));
    const deleted = await valueOf(runs.deleteRuns(['a', 'b', 'nobody']));
    expect((await valueOf(runs.listRuns())).records.map(({ id }) => id)).toEqual(['c']);
    expect([...(await valueOf(runs.usage())).runBytes.keys()]).toEqual(['c']);
    await valueOf(runs.putBack(deleted));
    expect(await valueOf(runs.readRun('a'))).toEqual(aRun('a'));
    expect(await valueOf(runs.readWeights('b/last'))).toEqual(someWeights('b', 1));
  });

  it('say how much room they take', async () => {
    const runs = createRunRepository(await open());
    await valueOf(runs.saveRun(aRun('a'), [someWeights('a', 1), someWeights('a', 2, 'best')]));
    await valueOf(runs.saveRun(aRun('b'), [someWeights('b', 1)]));
    const { runBytes } = await valueOf(runs.usage());
    expect(Object.fromEntries(runBytes)).toEqual({ a: 6440, b: 3220 });
  });

  it('of the first edition are moved once, and the damaged stay where they are', async () => {
    const backend = await open([pausedRecord(), { id: 'damaged' }, finishedRecord()]);
    const runs = createRunRepository(backend);
    expect(await valueOf(runs.migrateFirstEdition())).toEqual({ movedCount: 2, damagedCount: 1 });
    const { records } = await valueOf(runs.listRuns());
    expect(records.map(({ id, status }) => [id, status])).toEqual([
      [finishedRecord().id, 'finished'],
      [pausedRecord().id, 'paused'],
    ]);
    const weights = await valueOf(runs.readWeights(weightsId(pausedRecord().id, 'last')));
    expect(weights?.state).toEqual(pausedRecord().checkpoint.state);
    expect(await valueOf(runs.migrateFirstEdition())).toEqual({ movedCount: 0, damagedCount: 1 });
  });

  it('that are damaged are counted, left alone, and can be deleted', async () => {
    const backend = await open();
    const runs = createRunRepository(backend);
    await backend.putBack({ runs: [aRun('a'), { id: 'b' }], weights: [] });
    expect(await valueOf(runs.listRuns())).toEqual({ records: [aRun('a')], damagedCount: 1 });
    expect(await runs.readRun('b')).toMatchObject({ ok: false, fault: { code: 'run-corrupt' } });
    await valueOf(runs.deleteRuns(['b']));
    expect((await valueOf(runs.listRuns())).damagedCount).toBe(0);
  });
});

describe('runs that storage refuses', () => {
  it('get a sentence, and full storage another', async () => {
    const refusing = (name: string) => {
      const refuse = () => Promise.reject(new DOMException('no', name));
      return createRunRepository({ ...memoryRunBackend(), change: refuse, getRuns: refuse });
    };
    expect(await refusing('QuotaExceededError').saveRun(aRun('a'), [])).toMatchObject({
      ok: false,
      fault: { code: 'storage-full' },
    });
    expect(await refusing('SecurityError').listRuns()).toMatchObject({
      ok: false,
      fault: { code: 'storage-unavailable' },
    });
  });

  it('lose nothing of what was there when a transaction fails half-way', async () => {
    const backend = await emptyIndexedDb();
    const runs = createRunRepository(backend);
    await valueOf(runs.saveRun(aRun('a'), [someWeights('a', 1)]));
    // A function cannot be stored: the second put fails after the first has been asked for.
    const halfWay = backend.putBack({
      runs: [aRun('a', { step: 99 })],
      weights: [{ id: 'a/last', broken: () => {} } as { id: string }],
    });
    await expect(halfWay).rejects.toThrow();
    expect(await valueOf(runs.readRun('a'))).toEqual(aRun('a'));
    expect(await valueOf(runs.readWeights('a/last'))).toEqual(someWeights('a', 1));
  });
});
