/** The ways to end a run. Whoever presses Stop is done with it at once, however large the network. */
import { wishing } from './run-store';
import { commands, currentLink } from './worker-link';

/** Ends the run on screen: its network stays there, unless it has to be broken off. */
export const stop = (): Promise<void> => endInTime(commands().trainer.stop());

/** Takes the run off the screen; settings and drawing stay, and the run is kept. */
export const reset = (): Promise<void> => endInTime(commands().trainer.reset());

function endInTime(ending: Promise<void>): Promise<void> {
  const ended = wishing('stop', ending);
  const link = currentLink()!;
  // Where that does not arrive, the run ends when its step does; a rejection is told by whoever hands out commands.
  import('./break-off').then(({ breakOffIfSlow }) => breakOffIfSlow(link, ended)).catch(() => undefined);
  return ended;
}
