/**
 * The page's end of the worker: spawns it, hands out its commands, and notices when it dies. A dead worker tells nobody, and
 * calls to it stay pending for ever, so two things are watched: the worker's own error event, and a ping every few seconds.
 * Missed pings are counted rather than timed, so that a laptop waking from sleep does not look like a dead worker.
 */
import * as Comlink from 'comlink';
import type { OpenOptions, WorkerApi } from '../protocol/commands';
import type { TrainerEvent } from '../protocol/events';

const PING_EVERY_MS = 2000;
const MISSED_PINGS_UNTIL_DEAD = 7;

/** The worker's rooms, as the page calls them. */
export type Commands = {
  readonly [Room in keyof WorkerApi]: WorkerApi[Room] extends (...args: never) => unknown
    ? Comlink.Remote<WorkerApi>[Room]
    : Comlink.Remote<WorkerApi[Room]>;
};

export interface TrainerLink {
  readonly commands: Commands;
  /** Ends the worker at once. Pending calls never settle. */
  terminate(): void;
}

/** onDeath hears at most once that the worker failed or fell silent, with the reason if it gave one. */
export function startTrainer(
  options: OpenOptions,
  onEvent: (event: TrainerEvent) => void,
  onDeath: (reason: string) => void,
): TrainerLink {
  const worker = new Worker(new URL('../worker/entry.ts', import.meta.url), {
    type: 'module',
    name: 'trainer',
  });
  // Comlink calls through a path of properties, but its types know only calls at the top.
  const commands = Comlink.wrap<WorkerApi>(worker) as unknown as Commands;

  let missedPings = 0;
  const timer = setInterval(() => {
    if (missedPings >= MISSED_PINGS_UNTIL_DEAD) return die('It has stopped answering.');
    missedPings++;
    void commands.ping().then(() => {
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

  void commands.open(options, Comlink.proxy(onEvent));
  return {
    commands,
    terminate: () => {
      stopWatching();
      worker.terminate();
    },
  };
}
