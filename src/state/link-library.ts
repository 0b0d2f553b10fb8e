/** What the page needs to know of kept runs and of the device, loaded when the shell is there: it is of no use in the first second. */
import { inTime } from '../library/in-time';
import { watchDevice } from './device';
import { connectGoOn } from './go-on';
import { watchKeeping } from './keeping';
import { loadLibrary } from './library';
import { watchLongRuns } from './long-runs';
import { watchOffline } from './offline';
import { connectRuns } from './runs-commands';
import { onTrainer } from './worker-link';

/** How long anybody waits to hear what is kept: a browser's storage may never answer. */
const LIST_LIMIT_MS = 3000;

/** Resolves when all that is kept is known, or that takes too long. Called once. */
export async function linkLibrary(): Promise<void> {
  onTrainer(({ runs }) => {
    connectGoOn(runs);
    connectRuns(runs);
  });
  watchDevice();
  watchLongRuns();
  watchKeeping();
  // Vite's development server has no service worker.
  if (import.meta.env.PROD) void watchOffline();
  await inTime(loadLibrary(), LIST_LIMIT_MS);
}
