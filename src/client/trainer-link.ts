/** The page's end of the training worker: spawns it and hands out its commands. */
import * as Comlink from 'comlink';
import type { OpenOptions, WorkerApi } from '../protocol/commands';
import type { TrainerEvent } from '../protocol/events';
import { watchWorker } from './watch-worker';

/** The worker's rooms, as the page calls them. */
export type Commands = {
  readonly [Room in keyof WorkerApi]: WorkerApi[Room] extends (...args: never) => unknown
    ? Comlink.Remote<WorkerApi>[Room]
    : Comlink.Remote<WorkerApi[Room]>;
};

export interface TrainerLink {
  readonly commands: Commands;
  /** Has the worker hand out copies of the network through another line to the predictor. */
  connect(line: MessagePort): void;
  /** Ends the worker at once. Pending calls never settle. */
  terminate(): void;
}

/**
 * line: the trainer's end of the line to the predictor. onDeath hears at most once that the worker failed or fell silent,
 * with the reason if it gave one.
 */
export function startTrainer(
  options: OpenOptions,
  line: MessagePort,
  onEvent: (event: TrainerEvent) => void,
  onDeath: (reason: string) => void,
): TrainerLink {
  const worker = new Worker(new URL('../worker/entry.ts', import.meta.url), {
    type: 'module',
    name: 'trainer',
  });
  // Comlink calls through a path of properties, but its types know only calls at the top.
  const commands = Comlink.wrap<WorkerApi>(worker) as unknown as Commands;
  const stopWatching = watchWorker(worker, () => commands.ping(), onDeath);
  void commands.open(options, Comlink.proxy(onEvent));
  const connect = (other: MessagePort): void => void commands.connect(Comlink.transfer(other, [other]));
  connect(line);
  return {
    commands,
    connect,
    terminate: () => {
      stopWatching();
      worker.terminate();
    },
  };
}
