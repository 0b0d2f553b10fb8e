/**
 * The service worker: from the first visit's end the page needs no network, and from the second load on it is cross-origin
 * isolated on any host. A new version waits beside the old one until the visitor asks for it or no tab shows the old one.
 */
import type { KeepAnswer, OfflineMessage } from '../protocol/offline';
import { type FileHashes, FileKeeper } from './file-keeper';

declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build (scripts/service-worker.ts): all files, and which of them the first view is made of. */
declare const FILE_HASHES: FileHashes;
declare const FIRST_VIEW: readonly string[];

const { registration } = self;
const hashes: FileHashes = FILE_HASHES;
const keeper = new FileKeeper({
  scope: registration.scope,
  hashes,
  caches: self.caches,
  fetch: (...request) => self.fetch(...request),
});

self.addEventListener('install', (event) => event.waitUntil(keeper.keep(FIRST_VIEW)));

// The page of the first visit has its parts from here too, from now on.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const path = keeper.pathOf(event.request);
  if (path !== undefined)
    event.respondWith(keeper.answer(path, event.request, (work) => event.waitUntil(work)));
});

self.addEventListener('message', (event) => {
  const message = event.data as OfflineMessage;
  if (message.type === 'take-over') event.waitUntil(self.skipWaiting());
  else event.waitUntil(keep(message).then((answer) => event.ports[0]?.postMessage(answer)));
});

async function keep({ only, script }: OfflineMessage & { readonly type: 'keep' }): Promise<KeepAnswer> {
  // What cannot be had today is fetched in another visit.
  await keeper.keep(keeper.select(only)).catch(() => undefined);
  if (await isAlone(script)) await keeper.sweep();
  return { isComplete: await keeper.isComplete() };
}

/** Whether the page that asks is of this version, the only one that is open, and no other version is on its way. */
async function isAlone(script: string): Promise<boolean> {
  if (registration.installing || registration.waiting || !Object.hasOwn(hashes, script)) return false;
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return pages.length === 1;
}
