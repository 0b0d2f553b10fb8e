import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type FetchOptions, type FileRequest, fetchFile } from './fetch-file';
import { sha256Hex } from './sha256';
import { type Answer, FakeServer, answers } from './testing/fake-server';

const body = Uint8Array.from({ length: 4321 }, (_, i) => (i * 31) & 255);
let sha256 = '';
beforeAll(async () => {
  sha256 = await sha256Hex(body);
});
afterEach(() => vi.unstubAllGlobals());

const RETRIES = 3;

/** Fetches the file from a server that first gives these answers. */
async function fetchAfter(
  misbehaviour: Answer[] | { always: Answer },
  options: Partial<FetchOptions> = {},
  holdsTheSame?: FileRequest['holdsTheSame'],
) {
  const server = new FakeServer(new Map([['digits.bin', body]]));
  server.misbehaviour.set('digits.bin', misbehaviour);
  const received: number[] = [];
  const result = await fetchFile(
    {
      url: `${server.baseUrl}digits.bin`,
      sizeBytes: body.length,
      sha256,
      ...(holdsTheSame && { holdsTheSame }),
    },
    {
      fetch: server.fetch,
      retries: RETRIES,
      retryDelayMs: 1,
      stallMs: 1000,
      onBytes: (bytes) => received.push(bytes),
      ...options,
    },
  );
  return { result, requests: server.requests, received };
}

test('the bytes, and growing counts on the way', async () => {
  const { result, requests, received } = await fetchAfter([]);
  expect(result).toEqual({ ok: true, value: body });
  expect(requests).toEqual([{ path: 'digits.bin', cache: 'default' }]);
  expect(received).toEqual([1000, 2000, 3000, 4000, 4321]);
});

test.each([
  ['missing', 'dataset-fetch', /404/, 'downloaded'],
  ['offline', 'dataset-fetch', /line is dead/, 'downloaded'],
  ['truncated', 'dataset-corrupt', /2160 of 4321 bytes/, 'cut short'],
  ['tooLong', 'dataset-corrupt', /longer than 4321/, 'cut short'],
  ['flipped', 'dataset-corrupt', /checksum/, 'damaged'],
  ['page', 'dataset-intercepted', /checksum/, 'sign in'],
  ['typedPage', 'dataset-intercepted', /checksum/, 'sign in'],
  ['longPage', 'dataset-intercepted', /longer/, 'sign in'],
  ['webp', 'dataset-altered', /checksum/, 'proxy'],
] as const)('%s every time: tried again, then the fault %s', async (kind, code, detail, word) => {
  const { result, requests } = await fetchAfter({ always: answers[kind] });
  expect(requests).toHaveLength(1 + RETRIES);
  expect(result).toMatchObject({
    ok: false,
    fault: { code, remedy: 'retry-data', message: expect.stringMatching(/^[A-Z].*kept\.$/) },
  });
  expect(!result.ok && result.fault.detail).toMatch(detail);
  expect(!result.ok && result.fault.message).toContain(word);
});

test.each(['missing', 'offline', 'truncated', 'tooLong', 'flipped'] as const)(
  '%s once: the second attempt goes past the cache and succeeds',
  async (kind) => {
    const { result, requests } = await fetchAfter([answers[kind]]);
    expect(result).toEqual({ ok: true, value: body });
    expect(requests.map(({ cache }) => cache)).toEqual(['default', 'reload']);
  },
);

test('who is sent to another site, which browsers refuse without a word, is told to sign in there', async () => {
  const server = new FakeServer(new Map([['digits.bin', body]]));
  server.misbehaviour.set('digits.bin', { always: answers.offline });
  const sentElsewhere = new Response();
  Object.defineProperty(sentElsewhere, 'type', { value: 'opaqueredirect' });
  server.atFirstHand = () => sentElsewhere;
  const request = { url: `${server.baseUrl}digits.bin`, sizeBytes: body.length, sha256 };
  const options = { fetch: server.fetch, retries: 0, retryDelayMs: 1, stallMs: 1000 };
  expect(await fetchFile(request, options)).toMatchObject({ fault: { code: 'dataset-intercepted' } });
});

test('other bytes are taken where they hold the same, whatever their number', async () => {
  const other = Uint8Array.of(1, 2, 3);
  const { result } = await fetchAfter({ always: () => new Response(other) }, {}, (bytes) =>
    Promise.resolve(bytes.length === 3),
  );
  expect(result).toEqual({ ok: true, value: other });
});

test('a bug is neither a fault of the file nor tried again', async () => {
  const bug = new TypeError('bytes.toSorted is not a function');
  let count = 0;
  const holdsTheSame = () => {
    count++;
    return Promise.reject(bug);
  };
  await expect(fetchAfter({ always: answers.flipped }, {}, holdsTheSame)).rejects.toBe(bug);
  expect(count).toBe(1);
});

test('a body that stops coming is given up, and asked for again', async () => {
  const { result, requests } = await fetchAfter([answers.stalled], { stallMs: 30 });
  expect(result.ok).toBe(true);
  expect(requests).toHaveLength(2);
});

test('where nothing ever comes, the second time is the last', async () => {
  const { result, requests } = await fetchAfter({ always: answers.stalled }, { stallMs: 30 });
  expect(result).toMatchObject({ ok: false, fault: { code: 'dataset-fetch', remedy: 'retry-data' } });
  expect(requests).toHaveLength(2);
});

test('pauses double', async () => {
  const startMs = performance.now();
  await fetchAfter({ always: answers.missing }, { retryDelayMs: 20 });
  expect(performance.now() - startMs).toBeGreaterThan(20 + 40 + 80 - 5);
});

test('an abort ends it at once, with the reason given', async () => {
  const controller = new AbortController();
  const reason = new Error('the visitor left');
  const abortWhenAsked: Answer = (bytes) => {
    controller.abort(reason);
    return answers.whole(bytes);
  };
  await expect(fetchAfter([abortWhenAsked], { signal: controller.signal })).rejects.toBe(reason);
});

test('where crypto.subtle is absent, checksums are still checked', async () => {
  vi.stubGlobal('crypto', {});
  expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', // FIPS 180-4's own example
  );
  expect((await fetchAfter([])).result.ok).toBe(true);
  expect((await fetchAfter({ always: answers.flipped })).result.ok).toBe(false);
});
