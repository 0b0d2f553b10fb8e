/**
 * What looking inside costs: how long each panel takes to open on a trained network, and how fast the page trains with all of
 * them open, as a share of its speed with none. Read through the page's public contract and the accordion's headings.
 */
import type { Browser, Page } from '@playwright/test';
import { median } from '../bench-lab/statistics';
import { longTasksOf, watchLongTasks } from './long-tasks';

const QUERY = 'preset=standard&engine=simd&epochs=500&autostart=1';
/** Where the panels are. Training goes on with those of the last one open: a visitor has one section open at a time. */
const SECTIONS = ['data', 'inside'];
const PAIRS = 6;
/** After opening or closing all, before the speed is taken. */
const SETTLE_MS = 4_000;
const LAP_MS = 6_000;

export interface PanelRun {
  /** Per panel, from the click to its content, in ms; the network rests. */
  readonly openMs: readonly { readonly panel: string; readonly ms: number }[];
  /** Median over interleaved pairs of steps per second with all panels of the last section open over those with none. */
  readonly openToClosed: number;
  readonly pairs: readonly number[];
  /** Main-thread tasks of 50 ms and more while everything was open and training, their durations in ms. */
  readonly longTasksMs: readonly number[];
}

/** Clicks a panel's heading inside the page and resolves when its content stands, in ms. No function in here has a name. */
const clickAndTime = (page: Page, panel: string): Promise<number> =>
  page.evaluate(
    (key) =>
      new Promise<number>((resolve) => {
        const item = document.querySelector(`[data-testid="insight-${key}"]`)!;
        const start = performance.now();
        item.querySelector('button')!.click();
        const timer = setInterval(() => {
          const content = item.querySelector('[role="region"]');
          if (!content || content.textContent.length < 20 || content.querySelector('.mantine-Skeleton-root'))
            return;
          clearInterval(timer);
          requestAnimationFrame(() => resolve(performance.now() - start));
        }, 5);
      }),
    panel,
  );

/** Opens one of the page's sections; resolves to the keys of the panels in it. */
async function openSection(page: Page, section: string): Promise<string[]> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, section);
  await page
    .getByTestId('section')
    .and(page.locator(`[data-value="${section}"]`))
    .waitFor();
  const items = page.locator('[data-testid^="insight-"]');
  await items.first().waitFor();
  return items.evaluateAll((all) =>
    all.map((item) => item.getAttribute('data-testid')!.replace('insight-', '')),
  );
}

const toggleAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const item of document.querySelectorAll('[data-testid^="insight-"]'))
      item.querySelector('button')!.click();
  });

/** Steps per second by the clock: validation and whatever else the page does count as lost time. */
async function speed(page: Page): Promise<number> {
  const look = () =>
    page.evaluate(() => ({
      at: performance.now(),
      step: Number(document.querySelector('[data-testid="step"]')!.getAttribute('data-value')),
    }));
  const before = await look();
  await page.waitForTimeout(LAP_MS);
  const after = await look();
  return (1000 * (after.step - before.step)) / (after.at - before.at);
}

export async function measurePanels(browser: Browser, pageUrl: string): Promise<PanelRun> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(`${pageUrl}?${QUERY}`);
  await page.getByTestId('val-accuracy').and(page.locator(':not([data-value=""])')).waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByTestId('run-status').and(page.locator('[data-value="paused"]')).waitFor();
  const openMs = [];
  for (const section of SECTIONS) {
    for (const panel of await openSection(page, section)) {
      // The first opening also fetches the panel's code, from this machine; the second is what a visitor with a warm cache has.
      await clickAndTime(page, panel);
      await page.getByTestId(`insight-${panel}`).getByRole('button').first().click();
      await page.waitForTimeout(500);
      openMs.push({ panel, ms: await clickAndTime(page, panel) });
      await page.getByTestId(`insight-${panel}`).getByRole('button').first().click();
      await page.waitForTimeout(500);
    }
  }

  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await watchLongTasks(page);
  const pairs: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    await page.waitForTimeout(SETTLE_MS);
    const closed = await speed(page);
    await toggleAll(page);
    await page.waitForTimeout(SETTLE_MS);
    pairs.push((await speed(page)) / closed);
    await toggleAll(page);
  }
  const longTasksMs = await longTasksOf(page);
  await page.close();
  return { openMs, openToClosed: median(pairs), pairs, longTasksMs };
}
