/**
 * What a screen reader says of a run while it goes: that it began, an epoch's end with what was reached, the run's end, what
 * the test brought. Not each number: those change many times a second, and stand in the page to be looked up. A fault speaks
 * for itself.
 */
import type { RunStatus } from '../../protocol/events';
import { formatPercent } from '../shared/number-format';

export interface RunMoment {
  readonly status: RunStatus;
  /** Which run is on screen; undefined for none. */
  readonly runId: string | undefined;
  /** Steps in one epoch and epochs in all; undefined before the first step. */
  readonly stepsPerEpoch: number | undefined;
  readonly epochCount: number | undefined;
  /** The last reading of the validation digits and the step that it was made at. */
  readonly validation: { readonly step: number; readonly accuracyFraction: number } | undefined;
  /** 0..1; undefined before the test digits were read. */
  readonly testAccuracyFraction: number | undefined;
}

export interface Milestone {
  readonly words: string;
  /** A quick run has many: of those that come close together only the first is said. */
  readonly isEpoch: boolean;
}

/** How long it takes to say one. */
const EPOCH_GAP_MS = 5000;

const STATUS_WORDS: Readonly<Record<RunStatus, string>> = {
  idle: '',
  loading: '',
  ready: 'Ready to train.',
  training: 'Training has begun.',
  paused: 'Paused.',
  finished: '',
  // The fault has an alert of its own.
  failed: '',
};

function statusWords(before: RunMoment, { status, validation }: RunMoment): string {
  if (status === 'training' && before.status === 'paused') return 'Training goes on.';
  if (status !== 'finished') return STATUS_WORDS[status];
  const reached = validation
    ? `, with ${formatPercent(validation.accuracyFraction)} of the validation digits read right`
    : '';
  return `The run has ended${reached}.`;
}

function epochWords({ validation, stepsPerEpoch, epochCount }: RunMoment): string {
  if (!validation || !stepsPerEpoch || validation.step === 0) return '';
  const epoch = validation.step / stepsPerEpoch;
  if (!Number.isInteger(epoch) || epoch === epochCount) return '';
  return `Epoch ${epoch} of ${epochCount} done: ${formatPercent(validation.accuracyFraction)} of the validation digits read right.`;
}

/** What of the way from one moment to the next is worth saying; undefined when nothing is. */
export function milestoneBetween(before: RunMoment, now: RunMoment): Milestone | undefined {
  if (now.status !== before.status) {
    const words = statusWords(before, now);
    return words === '' ? undefined : { words, isEpoch: false };
  }
  // What an opened run brings with it has not happened just now.
  if (now.runId !== before.runId) return undefined;
  if (
    now.testAccuracyFraction !== undefined &&
    now.testAccuracyFraction !== before.testAccuracyFraction &&
    now.status !== 'training'
  ) {
    return {
      words: `${formatPercent(now.testAccuracyFraction)} of the test digits read right.`,
      isEpoch: false,
    };
  }
  if (now.status !== 'training' || now.validation?.step === before.validation?.step) return undefined;
  const words = epochWords(now);
  return words === '' ? undefined : { words, isEpoch: true };
}

/** Hears each moment of the run, and says of it what is worth saying. clock: in ms. */
export function createHerald(
  say: (words: string) => void,
  clock: () => number = () => performance.now(),
): (moment: RunMoment) => void {
  let before: RunMoment | undefined;
  let epochSaidAt = -Infinity;
  return (now) => {
    const milestone = before && milestoneBetween(before, now);
    before = now;
    if (!milestone) return;
    if (milestone.isEpoch) {
      if (clock() - epochSaidAt < EPOCH_GAP_MS) return;
      epochSaidAt = clock();
    }
    say(milestone.words);
  };
}
