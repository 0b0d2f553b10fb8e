/**
 * The ways to end a run. Whoever presses Stop is done with it at once, however large the network: a step that takes long is not
 * waited for, but ended with the thread that does it. What is kept of the run stays kept.
 */
import type { Fault } from '../core/fault';
import { inTime } from '../library/in-time';
import { currentRun, useLibrary } from './library-store';
import { failRun, wishing } from './run-store';
import { commands, currentLink } from './worker-link';
import { replaceWorker } from './workers';

/** A thread that does not answer for so long is in a step that may take minutes. */
const SILENT_MS = 3000;
/** One that answers waits for its graphics card, or for storage. */
const SLOW_MS = 12_000;

/** Ends the run on screen: its network stays there, unless it has to be broken off. */
export const stop = (): Promise<void> => endRun(() => commands().trainer.stop());

/** Takes the run off the screen; settings and drawing stay, and the run is kept. */
export const reset = (): Promise<void> => endRun(() => commands().trainer.reset());

async function endRun(end: () => Promise<void>): Promise<void> {
  const link = currentLink();
  const ended = wishing('stop', end()).then(() => true);
  const answered = commands()
    .ping()
    .then(() => true);
  if (await inTime(Promise.race([ended, answered]), SILENT_MS)) {
    if (await inTime(ended, SLOW_MS)) return;
  }
  // Another worker has come in its place meanwhile.
  if (link !== currentLink()) return;
  const record = currentRun(useLibrary.getState());
  failRun(brokenOff(record?.step));
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
