/**
 * Keeps the files of the page, each under the SHA-256 of its content: nothing damaged and no sign-in page is ever kept, a
 * new version fetches only what has changed, and two versions lie side by side while tabs of both are open.
 */
import { isolated, typeOf } from './headers';

/** Path from the page's folder, and the first 32 hex digits of the content's SHA-256. */
export type FileHashes = Readonly<Record<string, string>>;

interface KeeperOptions {
  /** The page's folder, with a slash at its end. */
  readonly scope: string;
  /** What this version is made of. */
  readonly hashes: FileHashes;
  readonly caches: Pick<CacheStorage, 'open'>;
  readonly fetch: typeof fetch;
}

const DOCUMENT = 'index.html';
const HASH_DIGITS = 32;

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, HASH_DIGITS);
}

/** Undefined for what encodes no text, such as "%": no file of ours is called so. */
function decoded(path: string): string | undefined {
  try {
    return decodeURI(path);
  } catch {
    return undefined;
  }
}

export class FileKeeper {
  readonly #options: KeeperOptions;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /**
   * The path of the file that is asked for, or undefined where that is none of ours: another page in this folder, another
   * host. Files of an earlier version are ours too.
   */
  pathOf({
    url,
    method,
    mode,
    redirect,
  }: Pick<Request, 'url' | 'method' | 'mode' | 'redirect'>): string | undefined {
    const { scope, hashes } = this.#options;
    if (method !== 'GET' || !url.startsWith(scope)) return undefined;
    const path = decoded(url.slice(scope.length).replace(/[?#].*$/, ''));
    if (path === undefined) return undefined;
    if (mode === 'navigate') return path === '' || path === DOCUMENT ? DOCUMENT : undefined;
    // Asked whether it is sent elsewhere: only the network knows.
    if (redirect === 'manual') return undefined;
    return Object.hasOwn(hashes, path) || /^(?:assets|mnist|networks)\//.test(path) ? path : undefined;
  }

  /**
   * What is kept, else what the network answers, which is kept if it is right. A request past the HTTP cache goes to the
   * network first. later: is given what is still to be done when the answer is there.
   */
  async answer(path: string, request: Request, later: (work: Promise<unknown>) => void): Promise<Response> {
    const isFirst = request.cache !== 'reload' && request.cache !== 'no-store';
    const referrer = request.mode === 'navigate' ? request.referrer : '';
    const kept = await this.#find(path);
    if (kept && isFirst) return isolated(kept, referrer);
    try {
      const response = await this.#options.fetch(request);
      if (response.ok) {
        const copy = response.clone();
        // The body may break off, which is for the page to notice.
        later(
          copy
            .arrayBuffer()
            .then((bytes) => this.#put(path, bytes))
            .catch(() => undefined),
        );
      }
      return isolated(response, referrer);
    } catch {
      return kept ? isolated(kept, referrer) : Response.error();
    }
  }

  /** Fetches what is not kept yet of these paths, one after the other. Rejects with an Error when one cannot be had or kept. */
  async keep(paths: readonly string[]): Promise<void> {
    for (const path of paths) if (!(await this.#find(path))) await this.#fetch(path);
  }

  /** Paths of this version that begin with one of these; all when left out. */
  select(only?: readonly string[]): readonly string[] {
    const all = Object.keys(this.#options.hashes);
    if (!only) return all;
    return all.filter((path) =>
      only.some((one) => (one.endsWith('/') ? path.startsWith(one) : path === one)),
    );
  }

  /** Whether everything of this version is kept. */
  async isComplete(): Promise<boolean> {
    const kept = new Set((await (await this.#open())?.keys())?.map(({ url }) => url));
    return this.select().every((path) => kept.has(this.#key(path)!));
  }

  /** Drops whatever is not of this version. For when no page of another one is open. */
  async sweep(): Promise<void> {
    const cache = await this.#open();
    const ours = new Set(this.select().map((path) => this.#key(path)));
    if (!cache) return;
    const others = (await cache.keys()).filter(({ url }) => !ours.has(url));
    await Promise.all(others.map((request) => cache.delete(request)));
  }

  /** Under which address a file of this version is kept; undefined for other files. */
  #key(path: string): string | undefined {
    const { scope, hashes } = this.#options;
    const hash = Object.hasOwn(hashes, path) ? hashes[path] : undefined;
    return hash && `${new URL(path, scope).href}?${hash}`;
  }

  /** Undefined where the browser keeps nothing. One cache for every folder of a host that has this page in it. */
  async #open(): Promise<Cache | undefined> {
    const { caches, scope } = this.#options;
    return caches.open(`inkling ${scope}`).catch(() => undefined);
  }

  async #find(path: string): Promise<Response | undefined> {
    const cache = await this.#open();
    const key = this.#key(path);
    // A file of an earlier version, for a tab that still shows that: names of files change with their content.
    return key
      ? cache?.match(key)
      : cache?.match(new URL(path, this.#options.scope).href, { ignoreSearch: true });
  }

  /** Whether these bytes are what the file is to be, and are kept now. */
  async #put(path: string, bytes: ArrayBuffer): Promise<boolean> {
    const key = this.#key(path);
    if (!key || (await hashOf(bytes)) !== this.#options.hashes[path]) return false;
    const cache = await this.#open();
    await cache?.put(key, new Response(bytes, { headers: { 'Content-Type': typeOf(path) } }));
    return cache !== undefined;
  }

  /** However old the copy in the HTTP cache is, it is right if its hash is; else the network's. */
  async #fetch(path: string): Promise<void> {
    const { fetch, scope } = this.#options;
    for (const cache of ['force-cache', 'reload'] as const) {
      const response = await fetch(new URL(path, scope).href, { cache });
      if (response.ok && (await this.#put(path, await response.arrayBuffer()))) return;
    }
    throw new Error(`${path} did not arrive as it should`);
  }
}
