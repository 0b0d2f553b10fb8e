/**
 * Does `auto` take the engine that trains fastest? Compares what the page's own benchmark of its engines says with the speed at
 * which each of them then trains, and sees which one `auto` took.
 */
import type { Browser, Page } from '@playwright/test';
import { median } from '../bench-lab/statistics';
import { attribute, expectEngine, openPage, press, waitForStatus, waitForStep } from './contract';

const BATCH = 128;
/** The recipe that visitors get, for longer than anything here lasts. */
const QUERY = `preset=standard&batch=${BATCH}&epochs=500`;
const BENCHMARK_LIMIT_MS = 60_000;
const WARM_UP_STEPS = 20;
const SETTLE_MS = 2_000;
const LOOK_EVERY_MS = 100;

export interface EngineSpeed {
  readonly engine: string;
  /** Steps per second by the page's benchmark; undefined when it did not time the engine. */
  readonly timed: number | undefined;
  /** Steps per second in training, by what the page shows: the median of many looks. */
  readonly trained: number | undefined;
  /** What the page itself remembers of that training, where it does. */
  readonly remembered: number | undefined;
  /** Why something is undefined, in the page's own words. */
  readonly reason: string;
}

export interface AutoRun {
  /** The engine that `auto` began with, and the one that it trained with at the end. */
  readonly began: string;
  readonly ended: string;
  readonly engines: readonly EngineSpeed[];
}

const numberOf = (text: string): number | undefined => (text === '' ? undefined : Number(text));

/** Steps per second of a run that is going on. */
async function trainedSpeed(page: Page, seconds: number): Promise<number> {
  await page.waitForTimeout(SETTLE_MS);
  const looks: number[] = [];
  for (let spentMs = 0; spentMs < 1000 * seconds; spentMs += LOOK_EVERY_MS) {
    looks.push(Number(await attribute(page, 'examples-per-second')) / BATCH);
    await page.waitForTimeout(LOOK_EVERY_MS);
  }
  return median(looks);
}

/** Waits for the page's benchmark to have a word about each engine, and to have ended. */
async function waitForBenchmark(page: Page, engines: readonly string[]): Promise<void> {
  await page.waitForFunction(
    (names) => {
      if (document.querySelector('[data-testid="race-status"]')?.getAttribute('data-value') === 'true')
        return false;
      return names.every((name) => {
        const row = document.querySelector(`[data-testid="race-${name}"]`);
        return row?.getAttribute('data-value') || row?.getAttribute('data-declined');
      });
    },
    engines,
    { timeout: BENCHMARK_LIMIT_MS },
  );
}

async function trainByName(browser: Browser, pageUrl: string, engine: string, seconds: number) {
  const page = await openPage(browser, pageUrl, `${QUERY}&engine=${engine}&autostart=1#settings`);
  try {
    await waitForStep(page, WARM_UP_STEPS);
    await expectEngine(page, engine);
    const trained = await trainedSpeed(page, seconds);
    return {
      trained,
      remembered: numberOf(await attribute(page, `race-${engine}`, 'data-trained')),
      reason: '',
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { trained: undefined, remembered: undefined, reason };
  } finally {
    await page.close();
  }
}

/** seconds: how long each engine trains. Rejects when the page's benchmark does not end. */
export async function measureAuto(
  browser: Browser,
  pageUrl: string,
  engines: readonly string[],
  seconds: number,
): Promise<AutoRun> {
  const page = await openPage(browser, pageUrl, `${QUERY}&engine=auto#settings`);
  await waitForStatus(page, 'ready');
  await waitForBenchmark(page, engines);
  const timings = [];
  for (const engine of engines) {
    const timed = numberOf(await attribute(page, `race-${engine}`));
    timings.push({ engine, timed, declined: await attribute(page, `race-${engine}`, 'data-declined') });
  }
  await press(page, 'Train');
  await waitForStep(page, 1);
  const began = await attribute(page, 'engine');
  await page.waitForTimeout(SETTLE_MS + 1000 * seconds);
  const ended = await attribute(page, 'engine');
  await page.close();

  const speeds: EngineSpeed[] = [];
  for (const { engine, timed, declined } of timings) {
    const { reason, ...speed } = await trainByName(browser, pageUrl, engine, seconds);
    speeds.push({
      engine,
      timed,
      ...speed,
      reason: [declined, reason].filter((words) => words !== '').join(' '),
    });
  }
  return { began, ended, engines: speeds };
}
