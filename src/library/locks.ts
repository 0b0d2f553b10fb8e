/**
 * Two tabs must not train the same run: each would overwrite what the other keeps of it. Whoever trains a run holds its
 * lock, which the browser takes back when a tab or worker ends, however it ends.
 */
import { type Fault, fail, ok, type Result } from '../core/fault';

export interface HeldRun {
  /** Lets others have the run. May be called more than once. */
  release(): void;
}

const PREFIX = 'inkling-run-';

/** A page that is being reloaded gives its locks back a moment after its successor has begun. */
const PATIENCE_MS = 1500;

/**
 * Waits a moment for the run's lock and holds it until it is released. A fault when another tab has it, or this one has not
 * released it. Where the browser has no locks (over plain http, say) it is granted without one.
 *
 * locks, patienceMs: for tests.
 */
export async function holdRun(
  runId: string,
  locks: LockManager | undefined = (globalThis.navigator as Partial<Navigator> | undefined)?.locks,
  patienceMs = PATIENCE_MS,
): Promise<Result<HeldRun>> {
  if (!locks) return ok({ release: () => {} });
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const patience = new AbortController();
  return new Promise((resolve) => {
    const timer = setTimeout(() => patience.abort(), patienceMs);
    locks
      .request(`${PREFIX}${runId}`, { signal: patience.signal }, () => {
        clearTimeout(timer);
        resolve(ok({ release }));
        return released;
      })
      .catch(() => {
        clearTimeout(timer);
        // Out of patience, or a browser that has locks and gives none, as in some frames.
        resolve(patience.signal.aborted ? fail(heldElsewhere) : ok({ release }));
      });
  });
}

const heldElsewhere: Fault = {
  code: 'run-held',
  message: 'This run is being trained in another tab: go on there, or close that tab first.',
  remedy: 'dismiss',
};

/** The ids of all runs that are held now, in any tab. None where the browser has no locks. */
export async function heldRuns(
  locks: LockManager | undefined = (globalThis.navigator as Partial<Navigator> | undefined)?.locks,
): Promise<string[]> {
  const held = await locks?.query().catch(() => undefined);
  return (held?.held ?? []).flatMap(({ name }) =>
    name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [],
  );
}
