/** Lets a series train: its runs are begun by the trainer, and each end is told to the series once the test digits are read. */
import type { RunRecord } from '../library/run-record';
import { currentRun, useLibrary } from './library-store';
import { useRun } from './run-store';
import { connectSeries, seriesRunEnded, useSeriesQueue } from './series-queue';
import { stop } from './stop';
import { train } from './trainer';

const isOver = ({ status }: RunRecord): boolean => status !== 'training' && status !== 'paused';

let isLinked = false;

/** Called by whoever may begin a series, before it does; once is enough. */
export function linkSeries(): void {
  if (isLinked) return;
  isLinked = true;
  connectSeries(train, stop);
  /** The run on screen has been read, and is told of as soon as it is kept as it ended. */
  let isRead = false;
  const tellIfKept = (): void => {
    const record = currentRun(useLibrary.getState());
    if (!isRead || !record || !isOver(record)) return;
    isRead = false;
    seriesRunEnded(record);
  };
  useRun.subscribe((now, before) => {
    if (now.network !== before.network) isRead = false;
    else if (now.status === 'failed' && before.status !== 'failed') {
      // One that fails at its first steps is never kept.
      const record = currentRun(useLibrary.getState());
      seriesRunEnded(record && isOver(record) ? record : undefined);
    } else if (now.status === 'finished' && before.evaluating !== undefined && now.evaluating === undefined) {
      isRead = true;
      tellIfKept();
    }
  });
  useLibrary.subscribe((now, before) => {
    if (now.records === before.records) return;
    tellIfKept();
    // What is learned of a run after it was told of, its test accuracy above all.
    const seriesId = useSeriesQueue.getState().series?.id;
    if (seriesId === undefined) return;
    for (const record of now.records) {
      const isNews = record.seriesId === seriesId && !before.records.includes(record);
      if (isNews && record.id !== now.currentId && isOver(record)) seriesRunEnded(record);
    }
  });
}
