/** Breaks off a run that does not end in time: a step that takes long is ended with the thread that does it. Fetched when a run is to end. */
import type { TrainerLink } from '../client/trainer-link';
import type { Fault } from '../core/fault';
import { inTime } from '../library/in-time';
import { currentRun, useLibrary } from './library-store';
import { failRun } from './run-store';
import { currentLink } from './worker-link';
import { replaceWorker } from './workers';

/** A thread that does not answer for so long is in a step that may take minutes. */
const SILENT_MS = 3000;
/** One that answers waits for its graphics card, or for storage. */
const SLOW_MS = 12_000;

/** link: the thread that was told to end its run, as `ended` tells that it has. What is kept of the run stays kept. */
export async function breakOffIfSlow(link: TrainerLink, ended: Promise<void>): Promise<void> {
  const hasEnded = ended.then(() => true);
  const answers = link.commands.ping().then(() => true);
  if ((await inTime(Promise.race([hasEnded, answers]), SILENT_MS)) && (await inTime(hasEnded, SLOW_MS)))
    return;
  // Another has come in its place meanwhile.
  if (link !== currentLink()) return;
  failRun(brokenOff(currentRun(useLibrary.getState())?.step));
  replaceWorker();
}

/** step: as which it is kept, if it is. */
const brokenOff = (step: number | undefined): Fault => ({
  code: 'run-broken-off',
  message: `The run was stopped within a step, since that would have taken long: its network is large, or its batch. ${
    step === undefined
      ? 'It had not come far enough to be kept.'
      : `It is kept among your runs as it was after step ${step}, and can go on from there.`
  }`,
  remedy: 'dismiss',
});
