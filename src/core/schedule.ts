import type { Schedule } from './experiment';

/** Share of the run over which the cosine schedule warms up from nearly zero. */
const WARM_UP_FRACTION = 0.05;
/** The step schedule divides the rate by this at each of its milestones. */
const STEP_FACTOR = 0.2;
const STEP_MILESTONES = [0.5, 0.75, 0.9];

/**
 * The learning rate of step `step` (from 0) of `totalSteps`.
 * - constant: the base rate throughout.
 * - cosine: a linear warm-up over the first 5% of the run, then half a cosine down to zero (Loshchilov and Hutter 2017).
 * - step: a fifth of the rate after 50%, again after 75% and 90% of the run.
 */
export function learningRateAt(
  schedule: Schedule,
  baseRate: number,
  step: number,
  totalSteps: number,
): number {
  switch (schedule) {
    case 'constant':
      return baseRate;
    case 'cosine': {
      const warmUpSteps = Math.floor(totalSteps * WARM_UP_FRACTION);
      if (step < warmUpSteps) return (baseRate * (step + 1)) / warmUpSteps;
      const progress = (step - warmUpSteps) / Math.max(1, totalSteps - warmUpSteps);
      return baseRate * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
    case 'step':
      return baseRate * STEP_FACTOR ** STEP_MILESTONES.filter((at) => step >= at * totalSteps).length;
  }
}
