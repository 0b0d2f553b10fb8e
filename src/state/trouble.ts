/** Whether the run on screen learns anything at all, as of its latest epoch. */
import { create } from 'zustand';
import type { LearningTrouble } from '../core/training/learning-trouble';

export const useTrouble = create<{ readonly trouble: LearningTrouble | undefined }>()(() => ({
  trouble: undefined,
}));

/** News of the run on screen; undefined when it learns, or another has taken its place. */
export const takeTrouble = (trouble: LearningTrouble | undefined): void => useTrouble.setState({ trouble });
