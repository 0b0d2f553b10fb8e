/** What the worker last said about a run that learns nothing. */
import { create } from 'zustand';
import type { LearningTrouble } from '../core/training/learning-trouble';

export const useTrouble = create<{ readonly trouble: LearningTrouble | undefined }>()(() => ({
  trouble: undefined,
}));

/** News of the run on screen; undefined when it learns, or another has taken its place. */
export const takeTrouble = (trouble: LearningTrouble | undefined): void => useTrouble.setState({ trouble });
