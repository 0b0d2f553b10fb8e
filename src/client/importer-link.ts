/** The page's end of the worker that brings in data: it is started for that, and ended when it is done. */
import * as Comlink from 'comlink';
import type { Result } from '../core/fault';
import type { BroughtIn, ImporterApi } from '../protocol/importing';
// oxlint-disable-next-line import/default -- Vite makes it one: the address of the worker's own bundle
import importerUrl from '../worker/importer/importer-entry.ts?worker&url';
import { openWorker } from './open-worker';
import { asWatched, watchWorker } from './watch-worker';

/** Rejects when the worker could not be started, or died (of too little memory, say). */
export async function bringInFiles(
  files: readonly File[],
  onFraction: (fraction: number) => void,
): Promise<Result<BroughtIn>> {
  const url = new URL(importerUrl, import.meta.url).href;
  const worker = openWorker(() => new Worker(url, { type: 'module', name: 'importer' }), url, 'importer');
  const remote = Comlink.wrap<ImporterApi>(worker);
  let stopWatching = (): void => {};
  const died = new Promise<never>((_, reject) => {
    const onDeath = (reason: string): void => reject(new Error(reason));
    stopWatching = watchWorker(worker, asWatched(remote), { onDeath });
  });
  try {
    return await Promise.race([remote.bringIn(files, Comlink.proxy(onFraction)), died]);
  } finally {
    stopWatching();
    worker.terminate();
  }
}
