/**
 * The page's end of the worker that packs and unpacks files. It is spawned for one piece of work and ended with it, by force
 * where that takes too long: a file that is made to keep whoever opens it busy for ever keeps nobody.
 */
import * as Comlink from 'comlink';
import { type Fault, fail, type Result } from '../core/fault';
import type { FilesApi } from '../protocol/files';
// oxlint-disable-next-line import/default -- Vite makes it one: the address of the worker's own bundle
import filesUrl from '../worker/files/files-entry.ts?worker&url';
import { openWorker } from './open-worker';
import { asWatched, watchWorker } from './watch-worker';

const LIMIT_MS = 60_000;

/** Has `work` done by a worker of its own. A fault when it dies, or takes longer than a minute. limitMs: for tests. */
export async function withFiles<T>(
  work: (files: Comlink.Remote<FilesApi>) => Promise<Result<T>>,
  limitMs = LIMIT_MS,
): Promise<Result<T>> {
  const url = new URL(filesUrl, import.meta.url).href;
  const worker = openWorker(() => new Worker(url, { type: 'module', name: 'files' }), url, 'files');
  const remote = Comlink.wrap<FilesApi>(worker);
  let stopWatching = (): void => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const failed = new Promise<Result<T>>((resolve) => {
    stopWatching = watchWorker(worker, asWatched(remote), {
      onDeath: (reason) => resolve(fail(broke(reason))),
    });
    timer = setTimeout(() => resolve(fail(TOO_LONG)), limitMs);
  });
  try {
    return await Promise.race([work(remote), failed]);
  } finally {
    clearTimeout(timer);
    stopWatching();
    worker.terminate();
  }
}

const TOO_LONG: Fault = {
  code: 'invalid-file',
  message: 'This took too long, and was given up. Nothing was changed.',
  remedy: 'dismiss',
};

const broke = (detail: string): Fault => ({
  code: 'worker-crashed',
  message:
    'What packs and unpacks files has failed: the file may be too large for this device. Nothing was changed.',
  remedy: 'dismiss',
  detail,
});
