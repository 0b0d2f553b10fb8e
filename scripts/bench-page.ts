/**
 * Does the page stay responsive while it trains? Opens the built page in headless Chromium, trains, and watches the main
 * thread from the moment the charts are drawn: every task by tracing, long ones (50 ms and more) by the Long Tasks API.
 * Needs a build in dist/. Usage: npm run bench:page [-- "query of the page's address"]
 */
import type { CDPSession } from '@playwright/test';
import { preview } from 'vite';
import { percentile } from './bench-lab/statistics';
import { launchBrowser } from './bench/browser';
import { longTasksOf, watchLongTasks } from './bench/long-tasks';

const WATCH_MS = 20_000;
const query = process.argv[2] ?? 'preset=standard&engine=tfjs-wasm&autostart=1';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string; readonly data?: unknown };
}

/** Durations in ms of all tasks of the page's main thread between start and stop. */
async function traceMainThread(session: CDPSession, durationMs: number): Promise<number[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'] },
  });
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  await session.send('Tracing.end');
  await complete;
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const isMain = (event: TraceEvent) => mains.some(({ pid, tid }) => pid === event.pid && tid === event.tid);
  return events
    .filter((event) => event.ph === 'X' && event.name === 'ThreadControllerImpl::RunTask' && isMain(event))
    .map(({ dur = 0 }) => dur / 1000);
}

const server = await preview({ preview: { port: 4190, host: '127.0.0.1' } });
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
await page.goto(`http://127.0.0.1:4190/?${query}`);
await page
  .getByTestId('accuracy-chart')
  .and(page.locator('[data-state="drawn"]'))
  .waitFor({ timeout: 60_000 });
await watchLongTasks(page);
const durations = (await traceMainThread(await page.context().newCDPSession(page), WATCH_MS)).toSorted(
  (a, b) => a - b,
);
const longTasks = await longTasksOf(page);
const value = (testId: string) => page.getByTestId(testId).getAttribute('data-value');
const substantial = durations.filter((ms) => ms >= 1);

console.log(`page: ?${query}`);
console.log(
  `status ${await value('run-status')}, step ${await value('step')}, engine ${await value('engine')}`,
);
console.log('| main-thread tasks while training | |\n|---|---|');
console.log(`| watched | ${WATCH_MS / 1000} s |`);
console.log(`| tasks (of 1 ms and more) | ${durations.length} (${substantial.length}) |`);
console.log(`| 95th percentile, all tasks | ${percentile(durations, 0.95).toFixed(1)} ms |`);
console.log(`| 95th percentile, tasks of 1 ms and more | ${percentile(substantial, 0.95).toFixed(1)} ms |`);
console.log(`| longest | ${(durations.at(-1) ?? 0).toFixed(1)} ms |`);
console.log(`| Long Tasks API, 50 ms and more | ${longTasks.length} |`);
await browser.close();
await server.close();
process.exit(0);
