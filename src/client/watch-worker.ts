/**
 * Notices when a worker dies. A dead worker tells nobody, and calls to it stay pending for ever, so two things are watched:
 * the worker's own error event, and a ping every few seconds. Missed pings are counted rather than timed, so that a laptop
 * waking from sleep does not look like a dead worker.
 */
const PING_EVERY_MS = 2000;
const MISSED_PINGS_UNTIL_DEAD = 7;

/**
 * onDeath hears at most once that the worker failed or fell silent, with the reason if it gave one. Returns what ends the
 * watch.
 */
export function watchWorker(
  worker: Worker,
  ping: () => Promise<void>,
  onDeath: (reason: string) => void,
): () => void {
  let missedPings = 0;
  const timer = setInterval(() => {
    if (missedPings >= MISSED_PINGS_UNTIL_DEAD) return die('It has stopped answering.');
    missedPings++;
    void ping().then(() => {
      missedPings = 0;
    });
  }, PING_EVERY_MS);

  function stopWatching(): void {
    clearInterval(timer);
    worker.removeEventListener('error', onError);
  }
  function die(reason: string): void {
    stopWatching();
    onDeath(reason);
  }
  function onError(event: ErrorEvent): void {
    die(event.message || 'Its code could not be loaded.');
  }
  worker.addEventListener('error', onError);
  return stopWatching;
}
