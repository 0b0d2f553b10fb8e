import type { RunProgress } from '../../protocol/events';
import type { Curve } from '../../state/series';

/** Stands where there is no number yet. */
export const NO_FIGURE = '–';

/** So much of the training just done tells how fast the rest will go: engines, and what else the device does, change. */
const RECENT_SECONDS = 10;

/** Steps per second over the latest part of a curve, whose seconds are those spent on training; undefined while it is too short. */
function recentSpeed({ steps, seconds, length }: Curve): number | undefined {
  const last = length - 1;
  let first = last;
  while (first > 0 && seconds[last]! - seconds[first]! < RECENT_SECONDS) first--;
  const speed = (steps[last]! - steps[first]!) / (seconds[last]! - seconds[first]!);
  return Number.isFinite(speed) && speed > 0 ? speed : undefined;
}

/**
 * How long the rest of a run will take, in seconds: at the speed of the last seconds, or while there are none, of all so far.
 * Undefined before its first step.
 */
export function secondsLeft(progress: RunProgress | undefined, curve: Curve): number | undefined {
  if (!progress || progress.step === 0) return undefined;
  const { step, totalSteps, trainSeconds } = progress;
  return (totalSteps - step) / (recentSpeed(curve) ?? step / trainSeconds);
}
