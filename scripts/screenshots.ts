/**
 * Pictures of the page in every state, size and theme, for people to look at: `npm run screenshots`. They lie in
 * screenshots/. Options: `-- --only finished,inside` (states), `--sizes 390x844,1280x720`, `--themes dark`, `--forced` for
 * the system's own colours in place of the page's, `--url` of a page that is served already.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { servePage } from './bench/sites';
import { launchBrowser } from './bench/browser';

const SIZES = ['390x844', '844x390', '820x1180', '1280x720', '1440x900', '2560x1440'];
const THEMES = ['light', 'dark'] as const;
const QUERY = 'preset=quick&augment=off&engine=simd&hidden=64&epochs=2&seed=1';
const THREE: readonly (readonly [number, number])[] = [
  [0.3, 0.25],
  [0.5, 0.15],
  [0.68, 0.28],
  [0.5, 0.48],
  [0.7, 0.65],
  [0.52, 0.85],
  [0.28, 0.75],
];

/** Each state goes on where the last one ended, so a run is trained once for all. */
const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  start: (page) => reach(page, 'ready'),
  training: async (page) => {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.waitForFunction(
      () => Number(document.querySelector('[data-testid=step]')?.getAttribute('data-value')) > 200,
      undefined,
      { timeout: 120_000 },
    );
  },
  finished: (page) => reach(page, 'finished'),
  drawn: async (page) => {
    await show(page, 'draw');
    const pad = page.getByTestId('pad');
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    const at = ([x, y]: readonly [number, number]) =>
      [box.x + x * box.width, box.y + y * box.height] as const;
    await page.mouse.move(...at(THREE[0]!));
    await page.mouse.down();
    for (const point of THREE.slice(1)) await page.mouse.move(...at(point), { steps: 4 });
    await page.mouse.up();
  },
  train: (page) => show(page, 'train'),
  curves: (page) => show(page, 'curves'),
  evaluation: (page) => show(page, 'evaluation'),
  inside: (page) => show(page, 'inside'),
  data: (page) => show(page, 'data'),
  runs: (page) => show(page, 'runs'),
  settings: (page) => show(page, 'settings'),
  lessons: (page) => show(page, 'lessons'),
  projector: async (page) => {
    await show(page, 'draw');
    // Phones have none.
    await page
      .getByRole('button', { name: 'Projector mode' })
      .click({ timeout: 2000 })
      .catch(() => undefined);
    await page.mouse.move(0, 0);
  },
  'projector-curves': (page) => page.keyboard.press('2'),
  'projector-pad': (page) => page.keyboard.press('3'),
};

/** States that need a visit of their own: what comes before the page is asked for, its address, and until when to wait. */
interface Visit {
  readonly before?: (page: Page) => Promise<unknown>;
  readonly query?: string;
  readonly until: (page: Page) => Promise<unknown>;
}
const VISITS: Readonly<Record<string, Visit>> = {
  /** What index.html shows until the scripts are there. */
  static: {
    before: (page) => page.route('**/*.js', (route) => route.abort()),
    until: (page) => page.locator('#start').waitFor(),
  },
  fault: {
    before: (page) => page.route('**/mnist/*.png', (route) => route.fulfill({ status: 404, body: '' })),
    until: (page) => page.getByTestId('error').waitFor(),
  },
  note: {
    query: 'Preset=Quick&hiden=64%E2%80%9332&lr=fast',
    until: (page) => page.getByTestId('address-note').waitFor(),
  },
  embed: {
    query: `${QUERY}&embed=1&autostart=1`,
    until: (page) => reach(page, 'finished'),
  },
  'digits-wait': {
    before: (page) =>
      page.addInitScript(() => {
        Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
      }),
    until: (page) => page.getByTestId('digits-wait').waitFor({ state: 'attached' }),
  },
};
/** Sections are longer than a screen: all of it is of interest. */
const WHOLE = new Set(['evaluation', 'inside', 'data', 'runs', 'settings', 'lessons']);

const reach = (page: Page, status: string) =>
  page
    .locator(`[data-testid=run-status][data-value=${status}]`)
    .waitFor({ state: 'attached', timeout: 120_000 });

const show = (page: Page, place: string) =>
  page.evaluate((hash) => {
    window.location.hash = hash;
  }, place);

const list = (text: string | undefined, all: readonly string[]): string[] =>
  text === undefined ? [...all] : text.split(',');

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sizes: { type: 'string' },
    themes: { type: 'string' },
    forced: { type: 'boolean' },
    url: { type: 'string' },
  },
});
const wanted = new Set(list(values.only, [...Object.keys(STATES), ...Object.keys(VISITS)]));
const site = values.url === undefined ? await servePage() : undefined;
const url = values.url ?? site!.url;
const browser = await launchBrowser();
mkdirSync('screenshots', { recursive: true });
for (const theme of list(values.themes, THEMES)) {
  for (const size of list(values.sizes, SIZES)) {
    const [width, height] = size.split('x').map(Number) as [number, number];
    const context: BrowserContextOptions = {
      viewport: { width, height },
      colorScheme: theme === 'dark' ? 'dark' : 'light',
      forcedColors: values.forced ? 'active' : 'none',
      hasTouch: Math.min(width, height) < 600,
    };
    const take = async (page: Page, state: string): Promise<void> => {
      await page.waitForTimeout(900);
      await page.screenshot({
        path: `screenshots/${state}-${size}-${values.forced ? 'forced-' : ''}${theme}.png`,
        fullPage: WHOLE.has(state),
      });
    };
    const last = Object.keys(STATES).findLastIndex((state) => wanted.has(state));
    if (last >= 0) {
      const page = await browser.newPage(context);
      await page.goto(`${url}?${QUERY}`);
      for (const [state, go] of Object.entries(STATES).slice(0, last + 1)) {
        await go(page);
        if (wanted.has(state)) await take(page, state);
      }
      await page.close();
    }
    for (const [state, { before, query, until }] of Object.entries(VISITS)) {
      if (!wanted.has(state)) continue;
      const page = await browser.newPage(context);
      await before?.(page);
      await page.goto(`${url}?${query ?? QUERY}`);
      await until(page);
      await take(page, state);
      await page.close();
    }
    console.log(`${size} ${theme}`);
  }
}
await browser.close();
await site?.close();
