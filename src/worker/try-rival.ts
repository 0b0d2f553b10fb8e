/**
 * A run that begins on "auto" without knowing which of our two engines is the faster here finds out in its own first steps:
 * half a second on the one, half a second on the other, and on with the faster. The network moves over with all its memory,
 * so nothing is lost by it.
 */
import { isBetter } from '../engine/choose';
import type { EngineName } from '../core/engines';
import type { PrepareEngine } from './run-control';
import type { TrainingRun } from './training-run';

/** Seconds of training on each. */
const TRIAL_SECONDS = 0.5;

/** takeOver: has the named engine take the run over. Resolves when the run goes on with the faster, or is past trying. */
export async function tryRival(
  run: Pick<TrainingRun, 'whenRated' | 'switchEngine' | 'stepsPerSecond' | 'engine' | 'experiment'>,
  rival: EngineName,
  takeOver: (engine: EngineName) => PrepareEngine,
): Promise<void> {
  const first = run.engine.name;
  // A visitor who has chosen an engine meanwhile is not overruled.
  const rated = async (): Promise<number | undefined> =>
    (await run.whenRated(TRIAL_SECONDS)) && run.experiment.engine === 'auto' ? run.stepsPerSecond : undefined;
  const firstRate = await rated();
  if (firstRate === undefined) return;
  const moved = await run.switchEngine('auto', takeOver(rival));
  if (!moved.ok || run.engine.name !== rival) return;
  const rivalRate = await rated();
  if (rivalRate === undefined) return;
  const rates = { [first]: firstRate, [rival]: rivalRate };
  if (isBetter(first, rival, rates)) await run.switchEngine('auto', takeOver(first));
}
