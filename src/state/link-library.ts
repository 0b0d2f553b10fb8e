/** What the page needs to know of kept runs and of the device, loaded when the shell is there: it is of no use in the first second. */
import { watchDevice } from './device';
import { connectGoOn } from './go-on';
import { loadLibrary } from './library';
import { connectRuns } from './runs-commands';
import { onTrainer } from './worker-link';

/** Resolves when all that is kept is known. Called once. */
export function linkLibrary(): Promise<void> {
  onTrainer(({ runs }) => {
    connectGoOn(runs);
    connectRuns(runs);
  });
  watchDevice();
  return loadLibrary();
}
