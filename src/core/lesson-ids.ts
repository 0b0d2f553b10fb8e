/** What the address may name as its lesson: public, never renamed. By themselves, for who reads the address needs no more. */
export const LESSON_IDS = [
  'learning-rate',
  'dropout',
  'augmentation',
  'depth-and-width',
  'no-hidden-layer',
  'doubt',
] as const;

export type LessonId = (typeof LESSON_IDS)[number];
