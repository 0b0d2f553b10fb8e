// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { aRun } from '../library/testing/runs';

/** The page as it is when it was just opened. */
async function openPage() {
  vi.resetModules();
  const keeping = await import('./keeping');
  const library = await import('./library-store');
  const { replaceNetwork } = await import('./store');
  return { ...keeping, ...library, replaceNetwork };
}

const persist = vi.fn(() => Promise.resolve(true));
const persisted = vi.fn(() => Promise.resolve(false));
const estimate = () => Promise.resolve({ quota: 5e9 });
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  persist.mockClear();
  Object.defineProperty(navigator, 'storage', {
    value: { persist, persisted, estimate },
    configurable: true,
  });
});

test('the browser is asked when the first run is kept, once, and its answer is known', async () => {
  const { watchKeeping, useKeeping, takeKept, takeFromStorage, replaceNetwork } = await openPage();
  watchKeeping();
  await settled();
  expect(useKeeping.getState()).toEqual({ answer: 'best-effort', quotaBytes: 5e9 });
  // What earlier visits have left is no reason to ask.
  takeFromStorage({ records: [aRun('old')], isLoaded: true });
  await settled();
  expect(persist).not.toHaveBeenCalled();
  const record = aRun('new');
  replaceNetwork({ network: { runId: 'new', step: 0, cause: 'training' }, record });
  takeKept(record);
  takeKept(record);
  await settled();
  expect(persist).toHaveBeenCalledOnce();
  expect(useKeeping.getState().answer).toBe('lasting');
});

test('one that refuses, or cannot be asked, makes no promise', async () => {
  const { askToKeep, useKeeping } = await openPage();
  await askToKeep({ persist: () => Promise.reject(new Error('blocked')) });
  expect(useKeeping.getState().answer).toBe('best-effort');
  const { askToKeep: ask, useKeeping: use } = await openPage();
  await ask({});
  expect(use.getState().answer).toBeUndefined();
});
