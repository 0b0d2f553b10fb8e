/** What is to happen when a run that took long has ended: nothing, unless the visitor has asked for it. */
import { slice } from './store';

interface RunEnd {
  /** Whether the system is to show a notification. */
  readonly notifies: boolean;
  readonly sounds: boolean;
  /** Why a wish could not be granted, in one sentence; undefined when there is nothing to say. */
  readonly problem: string | undefined;
}

const KEY = 'inkling-run-end';

const [use, set] = slice<RunEnd>('runEnd', { notifies: false, sounds: false, problem: undefined });
export const useRunEnd = use;

/** Undefined where the browser has no notifications. */
const notifications = (): typeof Notification | undefined =>
  'Notification' in globalThis ? globalThis.Notification : undefined;

function remember(): void {
  const { notifies, sounds } = useRunEnd.getState();
  try {
    localStorage.setItem(KEY, [notifies && 'notify', sounds && 'sound'].filter(Boolean).join(' '));
  } catch {
    // Storage is blocked: the wish holds for this visit.
  }
}

/** Brings back what was wished on an earlier visit. */
export function recallRunEnd(): void {
  try {
    const wishes = (localStorage.getItem(KEY) ?? '').split(' ');
    const isAllowed = notifications()?.permission === 'granted';
    set({ notifies: wishes.includes('notify') && isAllowed, sounds: wishes.includes('sound') });
  } catch {
    // Storage is blocked.
  }
}

/** The browser is asked for its permission here, and nowhere else. */
export async function setNotifies(wished: boolean): Promise<void> {
  const permission = wished ? await notifications()?.requestPermission() : undefined;
  const notifies = permission === 'granted';
  const problem = wished && !notifies ? 'This browser does not let the page show notifications.' : undefined;
  set({ notifies, problem });
  remember();
}

export function setSounds(sounds: boolean): void {
  set({ sounds, problem: undefined });
  remember();
}
