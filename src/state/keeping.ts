/**
 * Whether the browser will keep what the page stores. By default it may delete everything when room runs short; it is asked to
 * promise more (globalThis.navigator?.storage.persist) when there is first something worth keeping, not before: some browsers ask the
 * visitor then.
 */
import { currentRun, useLibrary } from './library-store';
import { slice } from './store';

/** 'lasting': kept until the visitor deletes it. 'best-effort': until room runs short. undefined: the browser does not say. */
export type KeepingAnswer = 'lasting' | 'best-effort' | undefined;

interface Keeping {
  readonly answer: KeepingAnswer;
  /** How much the browser lends this page in all; undefined where it does not say. */
  readonly quotaBytes: number | undefined;
}

const [use, set] = slice<Keeping>('keeping', { answer: undefined, quotaBytes: undefined });
export const useKeeping = use;

/** Left out over plain http, and in older browsers. */
type Storage = Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>>;

const browserStorage = (): Storage | undefined =>
  (globalThis.navigator as Partial<Navigator> | undefined)?.storage;

let hasAsked = false;

/** Something is stored that the visitor would miss. Only the first call of a visit asks. from: for tests. */
export async function askToKeep(from: Storage | undefined = browserStorage()): Promise<void> {
  if (hasAsked || !from?.persist) return;
  hasAsked = true;
  try {
    const isLasting = (await from.persisted?.()) === true || (await from.persist());
    set({ answer: isLasting ? 'lasting' : 'best-effort' });
  } catch {
    // Blocked in this frame, say: then there is no promise.
    set({ answer: 'best-effort' });
  }
}

/** What the browser says of itself, without asking it for anything. */
export async function lookUpKeeping(from: Storage | undefined = browserStorage()): Promise<void> {
  try {
    const [isLasting, estimate] = await Promise.all([from?.persisted?.(), from?.estimate?.()]);
    set({
      ...(isLasting !== undefined && { answer: isLasting ? 'lasting' : 'best-effort' }),
      quotaBytes: estimate?.quota,
    });
  } catch {
    // It does not say.
  }
}

/** Called once, when the page has opened. */
export function watchKeeping(): void {
  void lookUpKeeping();
  useLibrary.subscribe((library) => {
    if (!hasAsked && currentRun(library) && !library.unkept) void askToKeep();
  });
}
