/** The worker that trains, for whoever asks something of it. workers.ts spawns it, and another in its place when it dies. */
import type { Commands, TrainerLink } from '../client/trainer-link';
import { watchCommands } from '../client/watch-commands';
import type { InsightReport } from '../protocol/insight';
import { tellCommandFailed } from './run-store';

type Connect = (commands: Commands) => void;

let link: TrainerLink | undefined;
let watched: Commands | undefined;
const connections: Connect[] = [];
let hearReport: (report: InsightReport) => void = () => {};

/** Undefined before there is one. */
export const currentLink = (): TrainerLink | undefined => link;

/** One that is rejected has met a bug: that is told, and who asked need only put away what it has begun. */
export const commands = (): Commands => {
  if (!watched) throw new Error('openWorkers() comes first');
  return watched;
};

/** Another worker takes the place of the one before. */
export function setLink(started: TrainerLink): void {
  link = started;
  watched = watchCommands(started.commands, (reason) => {
    // What a thread that is gone was asked is asked anew of the next.
    if (link === started) tellCommandFailed(reason);
  });
  for (const connect of connections) connect(watched);
}

/** Names the worker, now and whenever another takes its place, to a part of the page that asks for things itself. */
export function onTrainer(connect: Connect): void {
  connections.push(connect);
  if (watched) connect(watched);
}

/** Names who takes reports of the inside of the network: nobody asks for one before the part that shows them is here. */
export function onReport(hear: (report: InsightReport) => void): void {
  hearReport = hear;
}

export const takeReport = (report: InsightReport): void => hearReport(report);
