/**
 * The page's side of its service worker: registered when all that this visit needs is here, so that nothing is later for it;
 * told what to keep; and asked for news of a new version. Where there is none (plain http, a frame, a private window that
 * refuses), nothing is said.
 */
import type { KeepAnswer, OfflineMessage } from '../protocol/offline';
import { SERVICE_WORKER } from '../protocol/offline';
import { inTime } from '../library/in-time';
import { isLineDear } from './dear-line';
import { useRun } from './run-store';
import { slice } from './store';
import { commands } from './worker-link';

interface Offline {
  /** Whether it is to be said that the network is needed no more: in the visit in which that becomes true. */
  readonly isNewlyReady: boolean;
  /** Whether a new version waits to be asked for. */
  readonly hasUpdate: boolean;
}

const [use, set] = slice<Offline>('offline', { isNewlyReady: false, hasUpdate: false });
export const useOffline = use;

const SAID = 'inkling-ready-offline';
/** How long a run may take to be kept before the new version is shown. */
const LAST_WORDS_MS = 1500;
/** A new version that is not all here after so long is offered all the same. */
const LONGEST_WAIT_MS = 60_000;
/** A page that is open for days asks for news so often at most, when it is looked at. */
const NEWS_AFTER_MS = 60 * 60 * 1000;

let registration: ServiceWorkerRegistration | undefined;

/** Resolves when the slice's owner of the digits says so. */
const whenData = (isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    const stop = useRun.subscribe(look);
    look();
  });

const areDigitsHere = (): boolean => {
  const { loadedBytes, totalBytes } = useRun.getState().data;
  return totalBytes > 0 && loadedBytes >= totalBytes;
};

/** Paths from the page's folder of what the page has fetched itself in this visit. */
function fetchedPaths(): string[] {
  const folder = new URL('./', document.baseURI).href;
  return performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.startsWith(folder))
    .map(({ name }) => name.slice(folder.length).replace(/[?#].*$/, ''));
}

/** Everything; where the line is dear, no more than what is here already and comes out of the browser's own cache. */
function whatToKeep(): readonly string[] | undefined {
  if (!isLineDear()) return undefined;
  return [...fetchedPaths(), ...(areDigitsHere() ? ['mnist/'] : [])];
}

const scriptPath = (): string => {
  const { src } = document.querySelector<HTMLScriptElement>('script[type="module"][src]')!;
  return src.slice(new URL('./', document.baseURI).href.length);
};

const tell = (worker: ServiceWorker, message: OfflineMessage, ports: Transferable[] = []): void =>
  worker.postMessage(message, ports);

/** Resolves when the worker has kept what it could. Never, if it ends before that. */
const keep = (worker: ServiceWorker): Promise<KeepAnswer> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }) => {
      port1.close();
      resolve(data as KeepAnswer);
    });
    port1.start();
    tell(worker, { type: 'keep', only: whatToKeep(), script: scriptPath() }, [port2]);
  });

/** Whether this browser has never heard it before. */
function isNews(): boolean {
  try {
    const isFirst = localStorage.getItem(SAID) === null;
    localStorage.setItem(SAID, 'yes');
    return isFirst;
  } catch {
    return false;
  }
}

async function keepAndSay(worker: ServiceWorker): Promise<void> {
  const { isComplete } = await keep(worker);
  if (isComplete && isNews()) set({ isNewlyReady: true });
}

/** Offered when it is all here, so that it needs no network either. */
async function offer(worker: ServiceWorker): Promise<void> {
  await inTime(keep(worker), LONGEST_WAIT_MS);
  set({ hasUpdate: true });
}

function watchForUpdates(found: ServiceWorkerRegistration): void {
  if (found.waiting) void offer(found.waiting);
  found.addEventListener('updatefound', () => {
    const worker = found.installing;
    const isUpdate = found.active !== null;
    worker?.addEventListener('statechange', () => {
      if (isUpdate && worker.state === 'installed') void offer(worker);
    });
  });
  let askedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || !navigator.onLine) return;
    if (Date.now() - askedAt < NEWS_AFTER_MS) return;
    askedAt = Date.now();
    found.update().catch(() => undefined);
  });
}

/** The browser's service workers; undefined where it has none for this page, which some say by throwing. */
function offered(): ServiceWorkerContainer | undefined {
  try {
    return window === window.top ? (navigator as Partial<Navigator>).serviceWorker : undefined;
  } catch {
    return undefined;
  }
}

/** Called once, in the built page. Never rejects. */
export async function watchOffline(container = offered()): Promise<void> {
  if (!container) return;
  await whenData(() => areDigitsHere() || useRun.getState().digitsWait);
  try {
    registration = await container.register(SERVICE_WORKER, { updateViaCache: 'none' });
    watchForUpdates(registration);
    const { active } = await container.ready;
    await keepAndSay(active!);
    if (areDigitsHere()) return;
    await whenData(areDigitsHere);
    await keepAndSay(active!);
  } catch {
    // Refused: all is as it was without.
  }
}

/** Shows the new version, when the run is kept. Other tabs go on as they are. */
export async function takeUpdate(container = offered()): Promise<void> {
  await inTime(
    commands()
      .runs.keep()
      .catch(() => undefined),
    LAST_WORDS_MS,
  );
  const waiting = registration?.waiting;
  // Another tab has asked for it already.
  if (!waiting || !container) window.location.reload();
  else {
    container.addEventListener('controllerchange', () => window.location.reload(), { once: true });
    tell(waiting, { type: 'take-over' });
  }
}
