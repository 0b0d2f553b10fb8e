/** Lets a series train: its runs are begun by the trainer, and each end is told to the series once the test digits are read. */
import { currentRun, useLibrary } from './library-store';
import { useRun } from './run-store';
import { connectSeries, seriesRunEnded, useSeriesQueue } from './series-queue';
import { stop, train } from './trainer';

/** Called once, when there may first be a series. */
export function linkSeries(): void {
  connectSeries(train, stop);
  const tell = (): void => seriesRunEnded(currentRun(useLibrary.getState()));
  useRun.subscribe((now, before) => {
    const hasFailed = now.status === 'failed' && before.status !== 'failed';
    const isRead =
      now.status === 'finished' && before.evaluating !== undefined && now.evaluating === undefined;
    if (hasFailed || isRead) tell();
  });
  // What was learned of a run after it had ended, its test accuracy above all.
  useLibrary.subscribe((now, before) => {
    const seriesId = useSeriesQueue.getState().series?.id;
    if (now.records === before.records || seriesId === undefined) return;
    for (const record of now.records) {
      const isOver = record.status !== 'training' && record.id !== now.currentId;
      if (record.seriesId === seriesId && isOver && !before.records.includes(record)) seriesRunEnded(record);
    }
  });
}
