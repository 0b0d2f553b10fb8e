// @vitest-environment happy-dom
// @vitest-environment-options {"settings": {"handleDisabledFileLoadingAsSuccess": true}}
import { beforeEach, expect, test, vi } from 'vitest';
import type { OfflineMessage } from '../protocol/offline';

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** The page as it is when it was just opened, its digits not here yet. */
async function openPage() {
  vi.resetModules();
  const offline = await import('./offline');
  const { useRun } = await import('./run-store');
  const { setSlice } = await import('./testing/set-slice');
  const loadDigits = (loadedBytes: number) =>
    setSlice(useRun, { data: { loadedBytes, totalBytes: 10, canTrain: loadedBytes > 0 } });
  return { ...offline, loadDigits, wait: () => setSlice(useRun, { digitsWait: true }) };
}

/** A browser's service workers; the one of the page answers that it has kept all, or not. */
function fakeContainer(isComplete = true, waiting?: ServiceWorker) {
  const heard: OfflineMessage[] = [];
  const active = {
    postMessage: (message: OfflineMessage, [port]: MessagePort[]) => {
      heard.push(message);
      port?.postMessage({ isComplete });
    },
  };
  const registration = Object.assign(new EventTarget(), {
    active,
    waiting,
    installing: null as EventTarget | null,
  });
  const register = vi.fn(() => Promise.resolve(registration));
  const container = Object.assign(new EventTarget(), { register, ready: Promise.resolve(registration) });
  return { container: container as unknown as ServiceWorkerContainer, registration, register, heard };
}

beforeEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
  document.body.innerHTML = `<script type="module" src="${new URL('./assets/index-1.js', document.baseURI).href}"></script>`;
});

test('nothing is registered before the digits are here; then all is kept, and that is said in one visit only', async () => {
  const { watchOffline, useOffline, loadDigits } = await openPage();
  const { container, register, heard } = fakeContainer();
  loadDigits(9);
  void watchOffline(container);
  await settled();
  expect(register).not.toHaveBeenCalled();
  loadDigits(10);
  await settled();
  expect(register).toHaveBeenCalledExactlyOnceWith('./service-worker.js', { updateViaCache: 'none' });
  expect(heard).toEqual([{ type: 'keep', only: undefined, script: 'assets/index-1.js' }]);
  expect(useOffline.getState()).toEqual({ isNewlyReady: true, hasUpdate: false });

  const later = await openPage();
  later.loadDigits(10);
  await later.watchOffline(container);
  expect(heard.length).toBe(2);
  expect(later.useOffline.getState().isNewlyReady).toBe(false);
});

test('what is not all kept is not said to be ready', async () => {
  const { watchOffline, useOffline, loadDigits } = await openPage();
  loadDigits(10);
  await watchOffline(fakeContainer(false).container);
  expect(useOffline.getState().isNewlyReady).toBe(false);
});

test('where the line is dear only what has come is kept, and the digits when they have', async () => {
  vi.stubGlobal('navigator', { connection: { saveData: true }, onLine: true });
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([
    { name: new URL('./assets/late-1.js?again', document.baseURI).href },
    { name: 'https://elsewhere/a.js' },
  ] as PerformanceEntryList);
  const { watchOffline, loadDigits, wait } = await openPage();
  const { container, heard } = fakeContainer(false);
  wait();
  void watchOffline(container);
  await settled();
  const seen = 'assets/late-1.js';
  expect(heard).toMatchObject([{ only: [seen] }]);
  loadDigits(10);
  await settled();
  expect(heard).toMatchObject([{ only: [seen] }, { only: [seen, 'mnist/'] }]);
  vi.restoreAllMocks();
});

test('a new version is kept, then offered, whether it was there or came meanwhile', async () => {
  const waiting = fakeContainer().registration.active as unknown as ServiceWorker;
  const first = await openPage();
  first.loadDigits(10);
  await first.watchOffline(fakeContainer(true, waiting).container);
  await settled();
  expect(first.useOffline.getState().hasUpdate).toBe(true);

  const second = await openPage();
  const { container, registration } = fakeContainer();
  second.loadDigits(10);
  await second.watchOffline(container);
  const heard: string[] = [];
  const worker = Object.assign(new EventTarget(), {
    state: 'installing',
    postMessage: (message: OfflineMessage, [port]: MessagePort[]) => {
      heard.push(message.type);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
      port!.postMessage({ isComplete: false });
    },
  });
  registration.installing = worker;
  registration.dispatchEvent(new Event('updatefound'));
  expect(heard).toEqual([]);
  worker.state = 'installed';
  worker.dispatchEvent(new Event('statechange'));
  await settled();
  expect(heard).toEqual(['keep']);
  expect(second.useOffline.getState().hasUpdate).toBe(true);
});

test('a browser that has none, or refuses, is heard of nowhere', async () => {
  const { watchOffline, useOffline, loadDigits } = await openPage();
  loadDigits(10);
  vi.stubGlobal('navigator', {});
  await watchOffline();
  const refusal = new DOMException('private window', 'SecurityError');
  const { container } = fakeContainer();
  await watchOffline(Object.assign(container, { register: () => Promise.reject(refusal) }));
  // As Playwright does.
  await watchOffline(Object.assign(container, { register: () => Promise.resolve(undefined) }));
  expect(useOffline.getState()).toEqual({ isNewlyReady: false, hasUpdate: false });
});
