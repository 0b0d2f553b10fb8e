/** Tasks of 50 ms and more that a page's main thread runs, by the Long Tasks API. */
import type { Page } from '@playwright/test';

interface LongTaskLog {
  longTasks: number[];
}

/** Counts from now on. */
export const watchLongTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const log = window as unknown as LongTaskLog;
    log.longTasks = [];
    new PerformanceObserver((list) => {
      log.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  });

/** Their durations in ms since watchLongTasks. */
export const longTasksOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as LongTaskLog).longTasks);
