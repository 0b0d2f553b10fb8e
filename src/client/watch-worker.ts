/**
 * Notices when a worker dies, and tells that from one that is slow. A dead worker tells nobody, and calls to it stay pending
 * for ever; but the browser takes back the lock that it holds, at once and however it ended. Where there are no locks (plain
 * http), the other end of a message channel that it holds tells, in browsers that say when one is closed; else only the
 * worker's own error event does, and its silence.
 *
 * A worker that is alive and does not answer is in a long step, or in one that never ends: nobody can tell, so that is said,
 * and taken back when it answers. Missed pings are counted rather than timed, so that a laptop waking from sleep does not
 * look like a silent worker; and who has once been silent for long may be so again before it is worth a word. A silent worker
 * is asked again and again: WebKit loses an answer that comes while the page waits in its back/forward cache.
 */
import * as Comlink from 'comlink';
import { newId } from '../library/new-id';

/** With three missed at most, and one that was answered just before it fell silent, that is told within three seconds. */
const PING_EVERY_MS = 700;
const MISSED_PINGS = 3;

export interface WatchedWorker {
  /** Resolves at once if the worker answers. */
  readonly ping: () => Promise<void>;
  /** Has the worker hold a lock, and one end of a line, for as long as it lives; resolves when it has the lock, or has none. */
  readonly hold: (lock: string, line: MessagePort) => Promise<void>;
}

/** A worker's commands by which it can be watched; each of ours has them. */
export const asWatched = (commands: WatchedWorker): WatchedWorker => ({
  ping: () => commands.ping(),
  hold: (lock, line) => commands.hold(lock, Comlink.transfer(line, [line])),
});

export interface WorkerNews {
  /** Hears at most once that the worker failed, with the reason if it gave one. */
  readonly onDeath: (reason: string) => void;
  /** Hears that it has fallen silent, and that it answers again. */
  readonly onSilence?: (isSilent: boolean) => void;
}

/** Returns what ends the watch. */
export function watchWorker(
  worker: Worker,
  { ping, hold }: WatchedWorker,
  { onDeath, onSilence = () => {} }: WorkerNews,
): () => void {
  let isWatching = true;
  let missed = 0;
  let allowed = MISSED_PINGS;
  let isPending = false;
  let isSilent = false;

  function tellSilence(now: boolean): void {
    if (now === isSilent || !isWatching) return;
    isSilent = now;
    onSilence(now);
  }
  const timer = setInterval(() => {
    if (isPending) {
      missed++;
      if (missed >= allowed) tellSilence(true);
      if (!isSilent) return;
    }
    isPending = true;
    void ping().then(() => {
      allowed = Math.max(allowed, 2 * missed);
      isPending = false;
      missed = 0;
      tellSilence(false);
    });
  }, PING_EVERY_MS);

  const { port1: line, port2: itsEnd } = new MessageChannel();
  line.addEventListener('close', () => die('It has ended.'));
  line.start();
  const watched = new AbortController();
  const lock = `inkling-worker-${newId()}`;
  const locks = (navigator as Partial<Navigator>).locks;
  void hold(lock, itsEnd)
    .then(() => locks?.request(lock, { signal: watched.signal }, () => die('It has ended.')))
    // The watch has ended, or this browser gives no locks after all.
    .catch(() => undefined);

  function stopWatching(): void {
    isWatching = false;
    watched.abort();
    line.close();
    clearInterval(timer);
    worker.removeEventListener('error', onError);
  }
  function die(reason: string): void {
    if (!isWatching) return;
    stopWatching();
    onDeath(reason);
  }
  function onError(event: ErrorEvent): void {
    die(event.message || 'Its code could not be loaded.');
  }
  worker.addEventListener('error', onError);
  return stopWatching;
}
