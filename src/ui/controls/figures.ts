import type { RunProgress } from '../../protocol/events';

/** Stands where there is no number yet. */
export const NO_FIGURE = '–';

/** How long the rest of a run will take at the speed so far, in seconds. Undefined before its first step. */
export const secondsLeft = (progress: RunProgress | undefined): number | undefined =>
  progress && progress.step > 0
    ? (progress.trainSeconds / progress.step) * (progress.totalSteps - progress.step)
    : undefined;
