import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { DATASET_RECORD_VERSION, type KeptDataset } from './dataset-record';
import { createDatasetRepository, indexedDbDatasetBackend } from './dataset-repository';

const kept = (id: string, createdAt = 1): KeptDataset => ({
  record: {
    version: DATASET_RECORD_VERSION,
    id,
    kind: 'labelled',
    name: 'Shapes',
    classNames: ['ring', 'bar'],
    createdAt,
    counts: { train: 2, validation: 1, test: 1, unlabelled: 0 },
    preparation: 'none',
    files: ['shapes.zip'],
    classCounts: [2, 2],
    samples: new Uint8Array(784),
    sampleLabels: Uint8Array.of(1),
    means: new Uint8Array(2 * 784),
  },
  digits: { id, pixels: new Uint8Array(4 * 784).fill(7), labels: Uint8Array.of(0, 1, 0, 1) },
});
const [FIRST, SECOND] = ['own-000000000001', 'own-000000000002'];

it('keeps data sets, their digits apart, until they are removed', async () => {
  const repository = createDatasetRepository();
  expect(await repository.list()).toEqual({ ok: true, value: { records: [], damagedCount: 0 } });
  expect((await repository.put(kept(FIRST, 1))).ok).toBe(true);
  expect((await repository.put(kept(SECOND, 2))).ok).toBe(true);
  const listed = await repository.list();
  expect(listed.ok && listed.value.records.map(({ id }) => id)).toEqual([SECOND, FIRST]);
  expect(await repository.read(FIRST)).toEqual({ ok: true, value: kept(FIRST, 1) });
  await repository.remove(FIRST);
  expect(await repository.read(FIRST)).toEqual({ ok: true, value: undefined });
  expect(await indexedDbDatasetBackend.get(FIRST)).toEqual({ record: undefined, digits: undefined });
  expect((await repository.read(SECOND)).ok).toBe(true);
});

it('calls sets and classes as the visitor wishes, if those are names', async () => {
  const repository = createDatasetRepository();
  await repository.put(kept(FIRST));
  const changed = await repository.relabel(FIRST, { classNames: [' O ', '__proto__'] });
  expect(changed.ok && changed.value?.classNames).toEqual(['O', '__proto__']);
  for (const label of [
    { name: ' ' },
    { classNames: ['one'] },
    { classNames: ['a', 'a'] },
    { name: 'x'.repeat(81) },
  ])
    expect(await repository.relabel(FIRST, label)).toMatchObject({
      ok: false,
      fault: { code: 'invalid-file' },
    });
  const read = await repository.read(FIRST);
  expect(read.ok && read.value?.record).toMatchObject({ name: 'Shapes', classNames: ['O', '__proto__'] });
  expect(await repository.relabel('own-00000000000f', { name: 'x' })).toEqual({ ok: true, value: undefined });
});

it('leaves alone what is damaged, or of a later version', async () => {
  const repository = createDatasetRepository();
  await indexedDbDatasetBackend.put({ ...kept(FIRST).record, version: 2 } as never, kept(FIRST).digits);
  await indexedDbDatasetBackend.put(kept(SECOND).record, {
    ...kept(SECOND).digits,
    labels: Uint8Array.of(2, 0, 0, 0),
  } as never);
  expect(await repository.list()).toMatchObject({ value: { records: [{ id: SECOND }], damagedCount: 1 } });
  for (const id of [FIRST, SECOND])
    expect(await repository.read(id)).toMatchObject({ ok: false, fault: { code: 'dataset-corrupt' } });
});
