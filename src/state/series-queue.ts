/**
 * A series while it is trained: its runs stand in a row and train one after another. The next begins when this file is told
 * that the last has ended, never by a timer, so a series goes on in a hidden tab. A run that fails ends itself only.
 */
import type { Experiment } from '../core/experiment';
import { newId } from '../library/new-id';
import type { RunRecord } from '../library/run-record';
import { slice } from './store';

/** 'stopped': ended by hand before its time. 'left-out': it was still waiting when the series was stopped. */
export type QueuedStatus = 'waiting' | 'training' | 'done' | 'stopped' | 'failed' | 'left-out';

export interface QueuedRun {
  readonly experiment: Experiment;
  readonly status: QueuedStatus;
  /** As the run was kept when it ended; undefined before that, and for one that failed before anything was kept. */
  readonly record: RunRecord | undefined;
}

export interface Series {
  /** What the records of its runs carry as seriesId. */
  readonly id: string;
  /** The settings that it changes, one or two. */
  readonly keys: readonly (keyof Experiment)[];
  /** In the order in which they train. */
  readonly runs: readonly QueuedRun[];
}

const ENDED = { finished: 'done', stopped: 'stopped', failed: 'failed' } as const;

export const newSeries = (
  id: string,
  keys: readonly (keyof Experiment)[],
  experiments: readonly Experiment[],
): Series => ({
  id,
  keys,
  runs: experiments.map((experiment) => ({ experiment, status: 'waiting', record: undefined })),
});

const withRun = (series: Series, index: number, changes: Partial<QueuedRun>): Series => ({
  ...series,
  runs: series.runs.map((run, i) => (i === index ? { ...run, ...changes } : run)),
});

const indexOf = (series: Series, status: QueuedStatus): number =>
  series.runs.findIndex((run) => run.status === status);

/** Whether one of its runs trains, or is about to. */
export const isUnderWay = (series: Series | undefined): boolean =>
  series !== undefined && series.runs.some(({ status }) => status === 'training' || status === 'waiting');

/** The first that waits trains, unless one does already or none waits: then it is the series as it was. */
export function withNextBegun(series: Series): Series {
  const next = indexOf(series, 'waiting');
  if (next === -1 || indexOf(series, 'training') !== -1) return series;
  return withRun(series, next, { status: 'training' });
}

/**
 * The run that trains has ended, as its record says; undefined: it failed and nothing is known of it. Of a run that ended
 * before, the later record is kept. What belongs to another series or has not ended changes nothing.
 */
export function withRunEnded(series: Series, record: RunRecord | undefined): Series {
  const training = indexOf(series, 'training');
  if (!record) return training === -1 ? series : withRun(series, training, { status: 'failed' });
  if (record.seriesId !== series.id || record.status === 'training' || record.status === 'paused')
    return series;
  const known = series.runs.findIndex((run) => run.record?.id === record.id);
  const index = known === -1 ? training : known;
  if (index === -1) return series;
  return withRun(series, index, { record, ...(known === -1 ? { status: ENDED[record.status] } : {}) });
}

/** None of those that wait will be trained. */
export const withRestLeftOut = (series: Series): Series => ({
  ...series,
  runs: series.runs.map((run) => (run.status === 'waiting' ? { ...run, status: 'left-out' } : run)),
});

/** The series of this visit that was begun last. */
const [use, set] = slice<{ readonly series: Series | undefined }>('seriesQueue', { series: undefined });
export const useSeriesQueue = use;

type Start = (experiment: Experiment, seriesId: string) => Promise<boolean>;

const current = (): Series | undefined => useSeriesQueue.getState().series;
const show = (series: Series): void => set({ series });

let start: Start = () => Promise.resolve(false);
let stop: () => Promise<void> = () => Promise.resolve();

/**
 * Names who trains. startRun: begins a run from scratch, whose record is to carry the series' id; resolves to whether it has
 * begun. stopRun: ends the run on screen.
 */
export function connectSeries(startRun: Start, stopRun: () => Promise<void>): void {
  start = startRun;
  stop = stopRun;
}

async function hasStarted(experiment: Experiment, seriesId: string): Promise<boolean> {
  try {
    return await start(experiment, seriesId);
  } catch {
    return false;
  }
}

async function beginNext(): Promise<void> {
  const before = current();
  if (!before) return;
  const series = withNextBegun(before);
  if (series === before) return;
  show(series);
  const index = indexOf(series, 'training');
  if (await hasStarted(series.runs[index]!.experiment, series.id)) return;
  const now = current();
  // It may have ended, and have been told of, meanwhile.
  if (now?.id !== series.id || now.runs[index]?.status !== 'training') return;
  show(withRun(now, index, { status: 'failed' }));
  await beginNext();
}

/** Trains the experiments, one after another, in the place of the series before. Nothing happens while that is under way. */
export async function trainSeries(
  keys: readonly (keyof Experiment)[],
  experiments: readonly Experiment[],
): Promise<void> {
  if (isUnderWay(current())) return;
  show(newSeries(newId(), keys, experiments));
  await beginNext();
}

/**
 * A run has ended: its record; or undefined when it failed and left none. The next begins at once and takes the engine, so
 * this is the time after the test digits have been read. A later record of the same run replaces it.
 */
export function seriesRunEnded(record: RunRecord | undefined): void {
  const series = current();
  if (!series) return;
  show(withRunEnded(series, record));
  void beginNext();
}

/** Ends the run that trains; the next begins when it has ended. */
export async function stopSeriesRun(): Promise<void> {
  const series = current();
  if (series && indexOf(series, 'training') !== -1) await stop();
}

/** Ends the run that trains, and none follows it. */
export async function stopSeries(): Promise<void> {
  const series = current();
  if (!series) return;
  show(withRestLeftOut(series));
  await stopSeriesRun();
}
