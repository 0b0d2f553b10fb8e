/** The page's end of the training worker: spawns it and hands out its commands. */
import * as Comlink from 'comlink';
import type { OpenOptions, WorkerApi } from '../protocol/commands';
import type { TrainerEvent } from '../protocol/events';
// oxlint-disable-next-line import/default -- Vite makes it one: the address of the worker's own bundle
import trainerUrl from '../worker/trainer-entry.ts?worker&url';
import { openWorker } from './open-worker';
import { asWatched, watchWorker, type WorkerNews } from './watch-worker';

/** The worker's rooms, as the page calls them. */
export type Commands = {
  readonly [Room in keyof WorkerApi]: WorkerApi[Room] extends (...args: never) => unknown
    ? Comlink.Remote<WorkerApi>[Room]
    : Comlink.Remote<WorkerApi[Room]>;
};

export interface TrainerLink {
  readonly commands: Commands;
  /** Has the worker hand out copies of the network through this line to the predictor. */
  connect(line: MessagePort): void;
  /** Ends the worker at once. Pending calls never settle. */
  terminate(): void;
}

export function startTrainer(
  options: OpenOptions,
  onEvent: (event: TrainerEvent) => void,
  news: WorkerNews,
): TrainerLink {
  const url = new URL(trainerUrl, import.meta.url).href;
  const worker = openWorker(() => new Worker(url, { type: 'module', name: 'trainer' }), url, 'trainer');
  // Comlink calls through a path of properties, but its types know only calls at the top.
  const commands = Comlink.wrap<WorkerApi>(worker) as unknown as Commands;
  const stopWatching = watchWorker(worker, asWatched(commands), news);
  void commands.open(options, Comlink.proxy(onEvent));
  return {
    commands,
    connect: (line) => void commands.connect(Comlink.transfer(line, [line])),
    terminate: () => {
      stopWatching();
      worker.terminate();
    },
  };
}
