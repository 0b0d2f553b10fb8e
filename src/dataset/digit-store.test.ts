import { beforeAll, expect, test } from 'vitest';
import { PIXEL_COUNT } from '../core/network';
import { DigitStore, type DigitStoreOptions } from './digit-store';
import type { LoadProgress } from './load-progress';
import {
  FAKE_LAYOUT,
  deflate,
  fakeBundle,
  fakeLabel,
  fakePixel,
  pngChunk,
  pngFile,
  pngHeader,
} from './testing/fake-bundle';
import { type Answer, FakeServer, answers } from './testing/fake-server';

let bundle: Map<string, Uint8Array<ArrayBuffer>>;
beforeAll(async () => {
  bundle = await fakeBundle();
});

function openStore(options: Partial<DigitStoreOptions> = {}) {
  const server = new FakeServer(new Map(bundle));
  const reports: LoadProgress[] = [];
  const store = new DigitStore({
    baseUrl: server.baseUrl,
    fetch: server.fetch,
    layout: FAKE_LAYOUT,
    retries: 1,
    retryDelayMs: 1,
    onProgress: (progress) => reports.push(progress),
    ...options,
  });
  return { server, reports, store };
}

const totalBytes = () =>
  [...bundle].reduce((sum, [path, bytes]) => sum + (path === 'manifest.json' ? 0 : bytes.length), 0);

const isSettled = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, 5, false))]);

function expectDigits(set: DigitStore['train'], count: number): void {
  expect(set.count).toBe(count);
  expect(set.labels).toEqual(Uint8Array.from({ length: count }, (_, digit) => fakeLabel(digit)));
  const pixels = Uint8Array.from({ length: count * PIXEL_COUNT }, (_, i) =>
    fakePixel(Math.floor(i / PIXEL_COUNT), i % PIXEL_COUNT),
  );
  expect(Buffer.compare(set.pixels, pixels)).toBe(0);
}

test('every digit lands in its place', async () => {
  const { store } = openStore();
  expect(await store.load()).toEqual({ ok: true, value: undefined });
  expectDigits(store.train, 100);
  expectDigits(store.validation, 20);
  expectDigits(store.test, 40);
  await Promise.all([store.whenTrainShard(4), store.whenValidation(), store.whenTest()]);
  expect(() => store.whenTrainShard(5)).toThrow(RangeError);
});

test('progress only grows, ends at the total and never passes it, retries or not', async () => {
  const { server, store, reports } = openStore();
  server.misbehaviour.set('train-pixels-20.v1.bin', [answers.flipped]);
  server.misbehaviour.set('train-pixels-40.v1.bin', [answers.truncated]);
  server.misbehaviour.set('test-pixels-0.v1.bin', [answers.tooLong]);
  expect((await store.load()).ok).toBe(true);
  const loaded = reports.map((report) => report.loadedBytes);
  expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
  expect(new Set(reports.map((report) => report.totalBytes))).toEqual(new Set([totalBytes()]));
  expect(reports.at(-1)).toEqual({
    loadedBytes: totalBytes(),
    totalBytes: totalBytes(),
    readyTrainShards: 5,
    trainShardCount: 5,
    testReady: true,
    validationReady: true,
  });
});

test('what is needed first comes first, in the order asked for', async () => {
  const { server, store } = openStore({ concurrency: 1 });
  store.prioritise([3, 1, 4]);
  await store.load();
  expect(server.requests.map(({ path }) => path.replace('.v1.bin', ''))).toEqual([
    'manifest.json',
    'train-labels-0',
    'train-pixels-60',
    'validation-labels-0',
    'validation-pixels-0',
    'train-pixels-20',
    'train-pixels-80',
    'train-pixels-0',
    'train-pixels-40',
    'test-labels-0',
    'test-pixels-0',
    'test-pixels-20',
  ]);
});

test('the order can be changed while files are on their way', async () => {
  const { server, store } = openStore({ concurrency: 1 });
  store.prioritise([0, 1, 2, 3, 4]);
  const loading = store.load();
  await store.whenTrainShard(0);
  store.prioritise([4, 3, 2, 1, 0]);
  await loading;
  const sheets = server.requests.map(({ path }) => /^train-pixels-(\d+)/.exec(path)?.[1]).filter(Boolean);
  expect(sheets).toEqual(['0', '80', '60', '40', '20']);
});

test('a shard is ready when its pixels and its labels are', async () => {
  const { server, store } = openStore({ retries: 0 });
  server.misbehaviour.set('train-labels-0.v1.bin', { always: answers.missing });
  server.misbehaviour.set('validation-pixels-0.v1.bin', { always: answers.missing });
  await store.load();
  expect(server.requestsFor('train-pixels-0.v1.bin')).toBe(1);
  expect(await isSettled(store.whenTrainShard(0))).toBe(false);
  expect(await isSettled(store.whenValidation())).toBe(false);
});

test('a second call while loading, or after, fetches nothing', async () => {
  const { server, store } = openStore();
  await Promise.all([store.load(), store.load()]);
  await store.load();
  expect(server.requests).toHaveLength(bundle.size);
});

test('after a fault, loading again keeps what is here and fetches only the rest', async () => {
  const { server, store, reports } = openStore({ concurrency: 1 });
  const broken = 'train-pixels-40.v1.bin';
  server.misbehaviour.set(broken, { always: answers.flipped });
  expect(await store.load()).toMatchObject({ ok: false, fault: { code: 'dataset-corrupt' } });
  expect(store.progress).toMatchObject({ readyTrainShards: 2, validationReady: true, testReady: false });
  expect(store.progress.loadedBytes).toBeLessThan(totalBytes());
  const waiting = store.whenTrainShard(2);
  expect(await isSettled(waiting)).toBe(false);
  const before = server.requests.length;

  server.misbehaviour.clear();
  expect((await store.load()).ok).toBe(true);
  await waiting;
  const again = server.requests.slice(before).map(({ path }) => path);
  const kept = [
    'train-labels-0',
    'train-pixels-0',
    'train-pixels-20',
    'validation-labels-0',
    'validation-pixels-0',
  ];
  expect(again).toHaveLength(bundle.size - kept.length);
  for (const name of kept) expect(again).not.toContain(`${name}.v1.bin`);
  expectDigits(store.train, 100);
  const loaded = reports.map((report) => report.loadedBytes);
  expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
  expect(loaded.at(-1)).toBe(totalBytes());
});

test('a bundle published anew between two attempts is followed to its new names', async () => {
  const { server, store } = openStore({ concurrency: 1 });
  server.misbehaviour.set('train-pixels-40.v1.bin', { always: answers.missing });
  expect(await store.load()).toMatchObject({ ok: false, fault: { code: 'dataset-fetch' } });
  server.files.clear();
  for (const [path, bytes] of await fakeBundle('v2')) server.files.set(path, bytes);
  expect((await store.load()).ok).toBe(true);
  expect(server.requestsFor('train-pixels-0.v2.bin')).toBe(0);
  expectDigits(store.train, 100);
});

const json = (change: (manifest: { files: object[]; version: number }) => void): Answer => {
  return (body) => {
    const manifest = JSON.parse(new TextDecoder().decode(body)) as { files: object[]; version: number };
    change(manifest);
    return Response.json(manifest);
  };
};

test.each<[string, Answer, string]>([
  ['not to be had', answers.missing, 'dataset-fetch'],
  ['a web page', answers.page, 'dataset-intercepted'],
  ['of another version', json((manifest) => (manifest.version = 99)), 'dataset-corrupt'],
  ['short of a file', json((manifest) => manifest.files.pop()), 'dataset-corrupt'],
  ['with a file twice', json((manifest) => manifest.files.push(manifest.files[1]!)), 'dataset-corrupt'],
  ['leading elsewhere', json((m) => Object.assign(m.files[0]!, { path: '../x.bin' })), 'dataset-corrupt'],
  ['with a negative size', json((m) => Object.assign(m.files[0]!, { sizeBytes: -1 })), 'dataset-corrupt'],
])('a manifest that is %s is a fault, and can be tried again', async (_, answer, code) => {
  const { server, store } = openStore();
  server.misbehaviour.set('manifest.json', { always: answer });
  expect(await store.load()).toMatchObject({ ok: false, fault: { code, remedy: 'retry-data' } });
  server.misbehaviour.clear();
  expect((await store.load()).ok).toBe(true);
});

/** The sheet's pixels as another program would write them: each row as differences, in two chunks, with a comment. */
const rewritten =
  (change: (rows: Uint8Array) => void = () => {}): Answer =>
  async () => {
    const rows = new Uint8Array(20 * (PIXEL_COUNT + 1));
    for (let y = 0; y < 20; y++) {
      rows[y * (PIXEL_COUNT + 1)] = 1;
      for (let x = 0; x < PIXEL_COUNT; x++) {
        const left = x > 0 ? fakePixel(20 + y, x - 1) : 0;
        rows[y * (PIXEL_COUNT + 1) + 1 + x] = fakePixel(20 + y, x) - left;
      }
    }
    change(rows);
    const data = await deflate(rows);
    return new Response(
      pngFile([
        pngHeader(PIXEL_COUNT, 20),
        pngChunk('tEXt', new TextEncoder().encode('Software\0a proxy that shrinks pictures')),
        pngChunk('IDAT', data.slice(0, 5000)),
        pngChunk('IDAT', data.slice(5000)),
        pngChunk('IEND', []),
      ]),
    );
  };

test('a sheet that was compressed anew on its way is used, for its digits are whole', async () => {
  const { server, store } = openStore();
  server.misbehaviour.set('train-pixels-20.v1.bin', { always: rewritten() });
  expect((await store.load()).ok).toBe(true);
  expect(server.requestsFor('train-pixels-20.v1.bin')).toBe(1);
  expectDigits(store.train, 100);
});

test('one whose pixels were changed on their way is not, and the sentence says what may have done it', async () => {
  const { server, store } = openStore();
  const always = rewritten((rows) => (rows[100]! ^= 1));
  server.misbehaviour.set('train-pixels-20.v1.bin', { always });
  expect(await store.load()).toMatchObject({ ok: false, fault: { code: 'dataset-altered' } });
  expect(store.isTrainShardHere(1)).toBe(false);
});
