import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { FileKeeper } from './file-keeper';

const SCOPE = 'https://host/folder/';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Caches as browsers have them, as far as they are used. */
function fakeCaches() {
  const kept = new Map<string, Response>();
  const bare = (url: string): string => url.replace(/\?.*/, '');
  const urlOf = (request: string | Request): string => (typeof request === 'string' ? request : request.url);
  const cache = {
    match: async (url: string, options?: CacheQueryOptions) => {
      const found = options?.ignoreSearch ? [...kept.keys()].find((key) => bare(key) === url) : url;
      return kept.get(found ?? '')?.clone();
    },
    put: async (url: string, response: Response) => void kept.set(url, response),
    keys: async () => [...kept.keys()].map((url) => new Request(url)),
    delete: async (request: string | Request) => kept.delete(urlOf(request)),
  };
  return { kept, caches: { open: async () => cache as unknown as Cache } };
}

/** files: what the network has now, by path; the keeper's version is made of `version`. */
function setUp(
  version: Record<string, string>,
  store = fakeCaches(),
  files: Record<string, string> = { ...version },
) {
  const fetch = vi.fn(async (request: string | URL | Request, init?: RequestInit) => {
    void init;
    const url = request instanceof Request ? request.url : String(request);
    const text = files[url.slice(SCOPE.length)];
    if (text === 'offline') throw new TypeError('Failed to fetch');
    return text === undefined ? new Response('no', { status: 404 }) : new Response(text);
  });
  const hashes = Object.fromEntries(Object.entries(version).map(([path, text]) => [path, hashOf(text)]));
  const keeper = new FileKeeper({ scope: SCOPE, hashes, caches: store.caches, fetch });
  const ask = async (path: string, init: RequestInit & { referrer?: string } = {}) => {
    const work: Promise<unknown>[] = [];
    const request = new Request(`${SCOPE}${path}`, init);
    const response = await keeper.answer(path, request, (later) => work.push(later));
    await Promise.all(work);
    return response;
  };
  return { keeper, fetch, files, ask, store };
}
const V1 = { 'index.html': 'one', 'assets/a-1.js': 'a', 'mnist/x.png': 'x' };

it('answers for its own files, its document and earlier versions, and for nothing else', () => {
  const { keeper } = setUp(V1);
  const get = { method: 'GET', mode: 'cors', redirect: 'follow' } as const;
  const page = { ...get, mode: 'navigate', redirect: 'manual' } as const;
  const path = (url: string, rest: object = get) => keeper.pathOf({ ...get, ...rest, url });
  expect(path(`${SCOPE}?preset=quick`, page)).toBe('index.html');
  expect(path(`${SCOPE}index.html`, page)).toBe('index.html');
  expect(path(`${SCOPE}around.html`, page)).toBeUndefined();
  expect(path(`${SCOPE}assets/a-1.js?again`)).toBe('assets/a-1.js');
  expect(path(`${SCOPE}assets/a-0.js`)).toBe('assets/a-0.js');
  expect(path(`${SCOPE}elsewhere.js`)).toBeUndefined();
  expect(path(`${SCOPE}constructor`)).toBeUndefined();
  expect(path('https://other/folder/index.html')).toBeUndefined();
  expect(path(`${SCOPE}mnist/x.png`, { redirect: 'manual' })).toBeUndefined();
  expect(path(`${SCOPE}mnist/x.png`, { method: 'POST' })).toBeUndefined();
});

it('keeps what it has fetched, and answers with it, typed and isolating, when the network is gone', async () => {
  const { ask, files, fetch } = setUp(V1);
  expect(await (await ask('assets/a-1.js')).text()).toBe('a');
  files['assets/a-1.js'] = 'offline';
  const kept = await ask('assets/a-1.js');
  expect(await kept.text()).toBe('a');
  expect(kept.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
  expect(kept.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
  expect(kept.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('asks the network first where a request is to pass the caches by, and falls back on what it keeps', async () => {
  const { ask, files, fetch } = setUp(V1);
  await ask('mnist/x.png');
  await ask('mnist/x.png', { cache: 'reload' });
  expect(fetch).toHaveBeenCalledTimes(2);
  files['mnist/x.png'] = 'offline';
  expect(await (await ask('mnist/x.png', { cache: 'reload' })).text()).toBe('x');
});

it('hands on what is not as it should be, and keeps none of it', async () => {
  const { ask, files, store } = setUp(V1);
  files['mnist/x.png'] = '<h1>Sign in</h1>';
  expect(await (await ask('mnist/x.png')).text()).toContain('Sign in');
  expect((await ask('assets/gone.js')).status).toBe(404);
  files['mnist/x.png'] = 'offline';
  expect((await ask('mnist/x.png')).type).toBe('error');
  expect(store.kept.size).toBe(0);
});

it('fetches past a stale copy, and refuses when there is no right one', async () => {
  const { keeper, files, fetch } = setUp(V1);
  fetch.mockImplementationOnce(async () => new Response('the one before'));
  await keeper.keep(['index.html']);
  expect(fetch.mock.calls.map(([, init]) => init?.cache)).toEqual(['force-cache', 'reload']);
  await keeper.keep(['index.html']);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(await keeper.isComplete()).toBe(false);
  files['mnist/x.png'] = 'another';
  await expect(keeper.keep(keeper.select())).rejects.toThrow('mnist/x.png');
  files['mnist/x.png'] = 'x';
  await keeper.keep(keeper.select());
  expect(await keeper.isComplete()).toBe(true);
});

it('selects single files and whole folders', () => {
  const { keeper } = setUp(V1);
  expect(keeper.select(['mnist/', 'index.html', 'assets/none.js'])).toEqual(['index.html', 'mnist/x.png']);
});

it('has two versions side by side, shares what is the same, and sweeps the older one when told', async () => {
  const old = setUp(V1);
  await old.keeper.keep(old.keeper.select());
  const next = setUp({ 'index.html': 'two', 'assets/a-2.js': 'aa', 'mnist/x.png': 'x' }, old.store);
  await next.keeper.keep(next.keeper.select());
  expect(next.fetch).toHaveBeenCalledTimes(2);
  expect(await (await old.ask('index.html')).text()).toBe('one');
  expect(await (await next.ask('index.html')).text()).toBe('two');
  // A tab of the old version, when the new one has taken over.
  expect(await (await next.ask('assets/a-1.js')).text()).toBe('a');
  await next.keeper.sweep();
  expect((await next.ask('assets/a-1.js')).status).toBe(404);
  expect(await next.keeper.isComplete()).toBe(true);
  expect(old.store.kept.size).toBe(3);
});

it('lets a tab be opened from a frame, whose sandbox it may inherit', async () => {
  const { keeper } = setUp(V1);
  const openedFrom = (referrer: string) => ({ mode: 'navigate', cache: 'default', referrer }) as Request;
  const policyOf = async (request: Request) =>
    (await keeper.answer('index.html', request, () => {})).headers.get('Cross-Origin-Opener-Policy');
  await keeper.keep(['index.html']);
  expect(await policyOf(openedFrom(`${SCOPE}?preset=quick&embed=1`))).toBeNull();
  expect(await policyOf(openedFrom(SCOPE))).toBe('same-origin');
});

it('is of no use, but does no harm, where nothing can be kept', async () => {
  const store = fakeCaches();
  const refused = {
    ...store,
    caches: { open: () => Promise.reject(new DOMException('no', 'SecurityError')) },
  };
  const { ask, keeper } = setUp(V1, refused);
  expect(await (await ask('index.html')).text()).toBe('one');
  expect(await keeper.isComplete()).toBe(false);
  await expect(keeper.keep(['index.html'])).rejects.toThrow('did not arrive');
});
