/**
 * A lesson in the page's address: `?lesson=dropout`, one of our own; `?task=…`, a teacher's own words; `?compare=id,id`, kept
 * runs to lay over each other. The settings are the experiment's parameters and the open section is what stands after the #,
 * so one link sets up the whole page.
 */
import type { Experiment } from './experiment';
import { type AddressProblem, formatAddress } from './experiment-url';

/** The URL standard's classes: every browser, worker and Node has them, but this room compiles without their types. */
declare const URLSearchParams: new (init: string) => {
  get(name: string): string | null;
  set(name: string, value: string): void;
  delete(name: string): void;
  toString(): string;
};

/** In UTF-16 units, as a text field's maxLength counts. */
export const MAX_TASK_LENGTH = 280;
export const MAX_COMPARED = 8;

export interface LessonParams {
  /** One of our own lessons; undefined for none. */
  readonly lesson: string | undefined;
  /** Plain text in one line, 1 to MAX_TASK_LENGTH long; undefined for none. */
  readonly task: string | undefined;
  /** Ids of kept runs, at most MAX_COMPARED, all different. They may not be in this browser. */
  readonly compare: readonly string[];
}

export const NO_LESSON: LessonParams = { lesson: undefined, task: undefined, compare: [] };

/** What is not a sign but an instruction to whoever shows the text, such as turning it round, becomes a space, as line ends do. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

const isRunId = (text: string): boolean => /^[^/,\s]{1,100}$/.test(text);

/** Reads the lesson of an address. Never throws: what is not allowed becomes a problem and is left out. */
export function parseLesson(
  search: string,
  lessonIds: readonly string[],
): LessonParams & { readonly problems: readonly AddressProblem[] } {
  const params = new URLSearchParams(search);
  const problems: AddressProblem[] = [];
  const refuse = (param: string, given: string, allowed: string): undefined => {
    const message = `The address says ${param}=${given.slice(0, 40)}, but ${param} must be ${allowed}. It is left out.`;
    problems.push({ param, message });
  };

  const lesson = params.get('lesson') ?? undefined;
  const isKnown = lesson === undefined || lessonIds.includes(lesson);
  if (!isKnown) refuse('lesson', lesson, `one of ${lessonIds.join(', ')}`);

  const taskText = params.get('task');
  const task = taskText === null ? undefined : oneLine(taskText);
  const isTask = task === undefined || (task.length > 0 && task.length <= MAX_TASK_LENGTH);
  if (!isTask) refuse('task', task, `a text of 1 to ${MAX_TASK_LENGTH} characters`);

  const compareText = params.get('compare');
  const ids = compareText === null ? [] : [...new Set(compareText.split(','))];
  const areIds = ids.length <= MAX_COMPARED && ids.every(isRunId);
  if (!areIds) refuse('compare', compareText!, `up to ${MAX_COMPARED} ids of runs with commas between them`);

  return {
    lesson: isKnown ? lesson : undefined,
    task: isTask ? task : undefined,
    compare: areIds ? ids : [],
    problems,
  };
}

/** The query with this lesson in the place of the one that it had; all else in it stays. */
export function withLesson(search: string, { lesson, task, compare }: LessonParams): string {
  const params = new URLSearchParams(search);
  const values = { lesson, task, compare: compare.length === 0 ? undefined : compare.join(',') };
  for (const [param, value] of Object.entries(values)) {
    if (value === undefined) params.delete(param);
    else params.set(param, value);
  }
  // Ids with commas between them are easier to read, and just as valid.
  return `?${params.toString().replaceAll('%2C', ',')}`;
}

/** A whole link. page: the page's own address, without query and hash. section: what is open; "" for the page's beginning. */
export function lessonLink(
  page: string,
  experiment: Experiment,
  lesson: LessonParams,
  section: string,
): string {
  const query = withLesson(formatAddress(experiment, false), lesson);
  return page + query + (section === '' ? '' : `#${section}`);
}
