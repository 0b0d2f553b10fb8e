/**
 * What the current network made of the digits, and the way to ask for digits. The figures of a whole split come by
 * themselves; digits are asked for by whoever shows them.
 */
import type { Split } from '../core/splits';
import type { BrowsingApi, SplitEvaluation } from '../protocol/browsing';
import { slice } from './store';

interface BrowsingOfNetwork {
  /** The latest reading of each split by the current network. */
  readonly evaluations: Partial<Readonly<Record<Split, SplitEvaluation>>>;
  /** Share of the training digits read by a reading that is under way. */
  readonly evaluatingTraining: number | undefined;
}

interface BrowsingOfPage {
  /**
   * Who answers. Another object when another worker took over: what was asked of one that died is never answered and must be
   * asked again.
   */
  readonly desk: BrowsingApi | undefined;
}

const [use, set] = slice<BrowsingOfPage, BrowsingOfNetwork>('browsing', { desk: undefined }, () => ({
  evaluations: {},
  evaluatingTraining: undefined,
}));
export const useBrowsing = use;

/** How many panels want the training digits read. */
let watchers = 0;

/** Names who answers from now on. */
export function connectBrowsing(remote: BrowsingApi): void {
  const desk: BrowsingApi = {
    pixels: (indices) => remote.pixels(indices),
    find: (query) => remote.find(query),
    reading: (index) => remote.reading(index),
    classes: (splits) => remote.classes(splits),
    watch: (wanted) => remote.watch(wanted),
  };
  set({ desk, evaluatingTraining: undefined });
  if (watchers > 0) void desk.watch(true);
}

/** Other digits are shown: whatever was asked of those before is to be asked anew. */
export function askAnew(): void {
  const { desk } = use.getState();
  if (desk) set({ desk: { ...desk }, evaluatingTraining: undefined });
}

export function takeEvaluation(splitEvaluation: SplitEvaluation): void {
  const { split } = splitEvaluation;
  set(({ evaluations }) => ({
    evaluations: { ...evaluations, [split]: splitEvaluation },
    ...(split === 'train' ? { evaluatingTraining: undefined } : {}),
  }));
}

export const takeEvaluatingTraining = (fraction: number): void => set({ evaluatingTraining: fraction });

/** Has the training digits read until the function that it returns is called. */
export function watchTrainingDigits(): () => void {
  watchers++;
  if (watchers === 1) void useBrowsing.getState().desk?.watch(true);
  return () => {
    watchers--;
    if (watchers === 0) void useBrowsing.getState().desk?.watch(false);
  };
}
