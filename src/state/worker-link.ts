/** The worker that trains, for whoever asks something of it. workers.ts spawns it, and another in its place when it dies. */
import type { Commands, TrainerLink } from '../client/trainer-link';
import type { InsightReport } from '../protocol/insight';

type Connect = (commands: Commands) => void;

let link: TrainerLink | undefined;
const connections: Connect[] = [];
let hearReport: (report: InsightReport) => void = () => {};

/** Undefined before there is one. */
export const currentLink = (): TrainerLink | undefined => link;

export const commands = (): Commands => {
  if (!link) throw new Error('openWorkers() comes first');
  return link.commands;
};

/** Another worker takes the place of the one before. */
export function setLink(started: TrainerLink): void {
  link = started;
  for (const connect of connections) connect(started.commands);
}

/** Names the worker, now and whenever another takes its place, to a part of the page that asks for things itself. */
export function onTrainer(connect: Connect): void {
  connections.push(connect);
  if (link) connect(link.commands);
}

/** Names who takes reports of the inside of the network: nobody asks for one before the part that shows them is here. */
export function onReport(hear: (report: InsightReport) => void): void {
  hearReport = hear;
}

export const takeReport = (report: InsightReport): void => hearReport(report);
