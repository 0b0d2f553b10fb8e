/** The built page on Vite's own preview server, which sends some files badly for as long as it is told to. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type Connect, preview, type PreviewServer } from 'vite';
import { isolationPlugin } from '../isolation';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DIST = `${ROOT}dist/`;
const SLOW_BYTES = 4096;
const SLOW_EVERY_MS = 100;

/** gone: the line is dead. cut: it dies half-way. short: half the file, as if it were all. page: a page to sign in. */
export type Mischief = '404' | '500' | 'gone' | 'cut' | 'short' | 'bit flip' | 'hang' | 'slow' | 'page';

/** Which files are sent badly now. */
interface Rule {
  current: { readonly files: RegExp; readonly mischief: Mischief } | undefined;
  /** When the first of them was asked for, in ms since 1970. */
  struckAt: number | undefined;
}

export class Site {
  readonly address: string;
  readonly #server: PreviewServer;
  readonly #rule: Rule;

  private constructor(server: PreviewServer, address: string, rule: Rule) {
    this.#server = server;
    this.address = address;
    this.#rule = rule;
  }

  /** Serves dist/, which must be there, at any port that is free. */
  static async open(): Promise<Site> {
    const rule: Rule = { current: undefined, struckAt: undefined };
    const answerBadly: Connect.NextHandleFunction = (request, response, next) => {
      const path = new URL(request.url ?? '/', 'http://site').pathname;
      if (!rule.current?.files.test(path)) {
        next();
        return;
      }
      rule.struckAt ??= Date.now();
      spoil(rule.current.mischief, path, response, () => rule.current?.mischief);
    };
    const server = await preview({
      // The build's own plugins take a minute to load on a busy machine, and only one is for serving.
      configFile: false,
      root: ROOT,
      logLevel: 'silent',
      // One that is taken leads to the next.
      preview: { host: '127.0.0.1', port: 4200 + Math.floor(Math.random() * 500) },
      plugins: [
        isolationPlugin(),
        { name: 'faults', configurePreviewServer: ({ middlewares }) => void middlewares.use(answerBadly) },
      ],
    });
    return new Site(server, server.resolvedUrls!.local[0]!, rule);
  }

  /** From now on files whose path matches arrive like this. */
  misbehave(files: RegExp, mischief: Mischief): void {
    this.#rule.current = { files, mischief };
    this.#rule.struckAt = undefined;
  }

  /** When the page first asked for one of those files, in ms since 1970; undefined before. */
  get struckAt(): number | undefined {
    return this.#rule.struckAt;
  }

  behave(): void {
    this.#rule.current = undefined;
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}

/** now: what the mischief is meanwhile; undefined when the trouble is over. */
function spoil(
  mischief: Mischief,
  path: string,
  response: ServerResponse,
  now: () => Mischief | undefined,
): void {
  const head = (status: number, type: string, length?: number) =>
    response.writeHead(status, {
      'Content-Type': type,
      'Cache-Control': 'no-store',
      ...(length === undefined ? {} : { 'Content-Length': length }),
    });
  if (mischief === 'gone') {
    response.destroy();
    return;
  }
  if (mischief === '404' || mischief === '500') {
    head(Number(mischief), 'text/plain').end('not here');
    return;
  }
  if (mischief === 'page') {
    head(200, 'text/html').end('<!doctype html><title>Sign in</title><h1>Sign in</h1>');
    return;
  }
  const body = readFileSync(`${DIST}${path.slice(1)}`);
  const type = typeOf(path);
  const half = body.subarray(0, body.length >> 1);
  switch (mischief) {
    case 'cut':
      head(200, type, body.length).write(half, () => response.destroy());
      return;
    case 'short':
      head(200, type, half.length).end(half);
      return;
    case 'bit flip':
      body[body.length >> 1]! ^= 4;
      head(200, type, body.length).end(body);
      return;
    case 'hang':
      head(200, type, body.length).flushHeaders();
      return;
    case 'slow':
      head(200, type, body.length);
      trickle(body, response, now);
  }
}

/** A few bytes at a time; all that is left when the trouble is over, and nothing more when the line is dead. */
function trickle(body: Buffer, response: ServerResponse, now: () => Mischief | undefined): void {
  let sent = 0;
  const timer = setInterval(() => {
    if (now() === 'gone') response.destroy();
    if (response.destroyed) {
      clearInterval(timer);
      return;
    }
    const end = now() === undefined ? body.length : Math.min(sent + SLOW_BYTES, body.length);
    response.write(body.subarray(sent, end));
    sent = end;
    if (sent < body.length) return;
    clearInterval(timer);
    response.end();
  }, SLOW_EVERY_MS);
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  wasm: 'application/wasm',
  png: 'image/png',
};

const typeOf = (path: string): string =>
  TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
