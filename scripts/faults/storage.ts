/** What the page has kept in the browser, read and damaged behind its back. */
import type { Page } from '@playwright/test';

export interface KeptRun {
  readonly id: string;
  readonly step: number;
  readonly status: string;
  readonly createdAt: number;
  /** Whether its last network is stored. */
  readonly hasNetwork: boolean;
}

/** All that must never be lost. */
export interface Treasure {
  readonly runs: readonly KeptRun[];
  /** Ids of the visitor's digits. */
  readonly digits: readonly string[];
  /** What the visitor wished, by its key. */
  readonly wishes: Readonly<Record<string, string>>;
}

/** Only where the page's database is there: to open it otherwise would be to make it. */
export const readTreasure = (page: Page): Promise<Treasure> =>
  page.evaluate(async () => {
    const wishes = Object.fromEntries(Object.entries(localStorage)) as Record<string, string>;
    const nothing = { runs: [], digits: [], wishes };
    if (!(await indexedDB.databases()).some(({ name }) => name === 'inkling')) return nothing;
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
      });
    const database = await answer(indexedDB.open('inkling'));
    try {
      const reading = database.transaction(['runs', 'weights', 'digits']);
      interface Stored {
        readonly id: string;
        readonly step: number;
        readonly status: string;
        readonly createdAt: number;
      }
      const [runs, weights, digits] = (await Promise.all([
        answer(reading.objectStore('runs').getAll()),
        answer(reading.objectStore('weights').getAllKeys()),
        answer(reading.objectStore('digits').getAllKeys()),
      ])) as [Stored[], string[], string[]];
      return {
        runs: runs
          .map(({ id, step, status, createdAt }) => ({
            id,
            step,
            status,
            createdAt,
            hasNetwork: weights.includes(`${id}/last`),
          }))
          .sort((a, b) => b.createdAt - a.createdAt),
        digits,
        wishes,
      };
    } finally {
      database.close();
    }
  });

/** What is missing now, in words; whatever happens to the run on screen is looked at elsewhere. */
export function whatIsLost(before: Treasure, after: Treasure, currentId: string | undefined): string[] {
  const lost: string[] = [];
  for (const run of before.runs) {
    const now = after.runs.find(({ id }) => id === run.id);
    if (!now) lost.push(`a kept run is gone (${run.status} at step ${run.step})`);
    else if (run.hasNetwork && !now.hasNetwork) lost.push('a network is gone');
    else if (run.id === currentId) continue;
    else if (now.step !== run.step) lost.push(`a run was at step ${run.step} and is at ${now.step}`);
  }
  const gone = before.digits.filter((id) => !after.digits.includes(id));
  if (gone.length > 0) lost.push(`${gone.length} of your digits are gone`);
  for (const [key, value] of Object.entries(before.wishes))
    if (after.wishes[key] !== value) lost.push(`the wish “${key}” is gone`);
  return lost;
}

/** Puts a record into one of the page's stores, or takes one out by its id. */
const changeStore = (
  page: Page,
  store: string,
  change: { readonly put: unknown } | { readonly remove: string },
): Promise<void> =>
  page.evaluate(
    ([name, todo]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('inkling');
        opening.addEventListener('error', () => reject(new Error('no database')));
        opening.addEventListener('success', () => {
          const writing = opening.result.transaction(name, 'readwrite');
          if ('put' in todo) writing.objectStore(name).put(todo.put);
          else writing.objectStore(name).delete(todo.remove);
          writing.addEventListener('complete', () => {
            opening.result.close();
            resolve();
          });
        });
      }),
    [store, change] as const,
  );

export const putRecord = (page: Page, store: string, record: unknown): Promise<void> =>
  changeStore(page, store, { put: record });

export const removeRecord = (page: Page, store: string, id: string): Promise<void> =>
  changeStore(page, store, { remove: id });

/** The page as on a first visit, but for what the visitor made: no part of it is kept for offline any more. */
export const forgetParts = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations())
      await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
