/** The lesson that the page's address names, and the runs that it lays over each other. */
import { parseAddress } from '../core/experiment-url';
import { type LessonParams, lessonLink, parseLesson, withLesson } from '../core/lesson-address';
import { LESSON_IDS } from '../core/lesson-ids';
import type { Lesson } from '../core/lessons';
import { changeExperiment, useExperiment } from './experiment-store';
import { compareRun, type LibraryState, useLibrary } from './library-store';
import { replaceAddress } from './replace-address';
import { slice } from './store';

export interface LessonState extends LessonParams {
  /** What of it was not understood, one sentence each. */
  readonly problems: readonly string[];
}

function readAddress(): LessonState {
  const { problems, ...lesson } = parseLesson(window.location.search, LESSON_IDS);
  return { ...lesson, problems: problems.map(({ message }) => message) };
}

const [use, set] = slice<LessonState>('lesson', readAddress());
export const useLesson = use;

/** Ids of the runs to compare that this browser does not keep. None before it is known what it keeps. */
export const missingRuns = (ids: readonly string[], { records, isLoaded }: LibraryState): string[] =>
  isLoaded ? ids.filter((id) => !records.some((record) => record.id === id)) : [];

/** Lays the runs that the address names over each other, once, when it is known what is kept. */
export function layOverRuns(): void {
  const { compare } = useLesson.getState();
  if (compare.length === 0) return;
  const layOver = (library: LibraryState): void => {
    const missing = missingRuns(compare, library);
    for (const id of compare) if (!missing.includes(id)) compareRun(id, true);
  };
  const library = useLibrary.getState();
  if (library.isLoaded) {
    layOver(library);
    return;
  }
  const unsubscribe = useLibrary.subscribe((library) => {
    if (!library.isLoaded) return;
    // First of all, for what follows is a change that would be told of here.
    unsubscribe();
    layOver(library);
  });
}

layOverRuns();

function takeLesson(lesson: LessonParams): void {
  const query = withLesson(window.location.search, lesson);
  replaceAddress(query + window.location.hash);
  set({ ...lesson, problems: [] });
}

/** Sets the page up for one of our lessons: its settings, with the visitor's engine, and its section. Not while a run is under way. */
export function openLesson({ id, query, section }: Lesson): void {
  const { engine } = useExperiment.getState().experiment;
  changeExperiment({ ...parseAddress(`?${query}`).experiment, engine });
  takeLesson({ lesson: id, task: undefined, compare: [] });
  window.location.hash = section;
}

/** Takes the lesson and the task off the page; settings and runs stay. */
export const closeLesson = (): void => takeLesson({ lesson: undefined, task: undefined, compare: [] });

const pageAddress = (): string => window.location.origin + window.location.pathname;

/** A link to one of our lessons. */
export const linkToLesson = ({ id, query, section }: Lesson): string =>
  lessonLink(
    pageAddress(),
    parseAddress(`?${query}`).experiment,
    { lesson: id, task: undefined, compare: [] },
    section,
  );

/** A link to the page as it is set up now. section: what is to be open; "" for none. */
export const linkToPage = (lesson: LessonParams, section: string): string =>
  lessonLink(pageAddress(), useExperiment.getState().experiment, lesson, section);
