/** Whether the run on screen learns anything at all, as of its latest epoch. */
import type { LearningTrouble } from '../core/training/learning-trouble';
import { slice } from './store';

const [use, set] = slice('trouble', {}, (): { readonly trouble: LearningTrouble | undefined } => ({
  trouble: undefined,
}));
export const useTrouble = use;

/** News of the run on screen; undefined when it learns. */
export const takeTrouble = (trouble: LearningTrouble | undefined): void => set({ trouble });
