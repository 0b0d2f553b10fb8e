/** The first seconds: what is seen and said before the page's scripts run, or when they never do. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page, type Route, test } from '@playwright/test';
import { NEEDS } from '../src/core/needs';
import { InklingPage } from './inkling-page';
import { SUB_PATH_URL } from './playwright.config';

const DIST = new URL('../dist/', import.meta.url);
const SCRIPT = '**/assets/index-*.js';

const expectWords = async (page: Page, title: string, way?: string): Promise<void> => {
  const words = page.locator('#start-words');
  await expect(words.getByText(title)).toBeVisible();
  if (way !== undefined) await expect(words.getByRole('link')).toHaveAttribute('href', way);
};

test('scripts that do not come, each with what to do', async ({ page, baseURL }) => {
  const cases: readonly (readonly [string, Parameters<Route['fulfill']>[0] | 'gone', string])[] = [
    ['missing', { status: 404, body: 'not here' }, 'A part of Inkling is missing'],
    [
      'as plain text',
      { status: 200, contentType: 'text/plain', body: '1' },
      'The server sends scripts as something else',
    ],
    ['the line is cut', 'gone', 'The connection is gone'],
    ['broken', { status: 200, contentType: 'text/javascript', body: '}' }, 'Inkling did not start'],
  ];
  for (const [name, answer, title] of cases) {
    await test.step(name, async () => {
      await page.route(SCRIPT, (route) => (answer === 'gone' ? route.abort() : route.fulfill(answer)));
      await page.goto('./');
      await expectWords(page, title, baseURL);
      await page.unroute(SCRIPT);
    });
  }

  await test.step('the folder without its slash', async () => {
    const address = SUB_PATH_URL.slice(0, -1);
    const html = readFileSync(new URL('index.html', DIST), 'utf8');
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(address);
    await expectWords(page, 'The address lacks its last slash', '/some/folder/');
  });

  await test.step('a file', async () => {
    await page.goto(new URL('index.html', DIST).href);
    await expectWords(page, 'Inkling cannot run from a file');
    expect(fileURLToPath(DIST)).toContain('dist');
  });
});

test('a browser that is too old is told what it lacks, whichever of the needs that is', async ({
  browser,
  baseURL,
}) => {
  const old = await browser.newPage();
  await old.route(SCRIPT, (route) => route.abort());
  await old.addInitScript(() => {
    const path = new URL(window.location.href).searchParams.get('without');
    const keys = path!.split('.');
    const last = keys.pop()!;
    const holder = keys.reduce((part, key) => (part as Record<string, object>)[key]!, window as object);
    Reflect.deleteProperty(holder, last);
  });
  for (const { path, lack } of NEEDS) {
    const address = `${baseURL}?without=${path}`;
    await old.goto(address);
    await expectWords(old, 'This browser is too old for Inkling', address);
    await expect(old.locator('#start-words')).toContainText(`This browser ${lack}.`);
  }
  await old.close();
});

test('scripts that are late: drawn on all the same, nothing jumps, and no alarm', async ({ page }) => {
  await page.clock.install({ time: 0 });
  // However slow the machine is, only what is said here passes.
  await page.clock.pauseAt(1000);
  await page.setViewportSize({ width: 412, height: 823 });
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  await page.route(SCRIPT, async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto('./', { waitUntil: 'commit' });
  const early = page.locator('#start-pad');
  await expect(early).toBeVisible();
  const before = (await early.boundingBox())!;
  // A 1, before anything is there to read it.
  await page.mouse.move(before.x + before.width / 2, before.y + 0.2 * before.height);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width / 2, before.y + 0.8 * before.height, { steps: 4 });
  await page.mouse.up();
  await page.clock.runFor(7000);
  await expect(page.locator('#start-words')).toBeEmpty();
  await page.clock.runFor(3000);
  await expectWords(page, 'Still loading');
  await expect(page.locator('#start-words')).toHaveAttribute('data-over', 'no');

  release();
  await page.clock.resume();
  const inkling = new InklingPage(page);
  await expect(inkling.element('pad')).toBeVisible();
  await expect(page.locator('#start')).toHaveCount(0);
  await expect(page.getByText('Still loading')).toHaveCount(0);
  const after = (await inkling.element('pad').boundingBox())!;
  for (const side of ['x', 'y', 'width', 'height'] as const)
    expect(Math.abs(after[side] - before[side])).toBeLessThan(2);
  await inkling.expectText('prediction', '1');
});

test('in a frame that its page has shut off the page says so, or draws and trains', async ({
  page,
  baseURL,
}) => {
  const around = `${baseURL}around.html`;
  await page.route(around, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<iframe sandbox="allow-scripts" src="./?preset=quick&augment=off&engine=simd&hidden=16&epochs=1" width="1200" height="900"></iframe>',
    }),
  );
  const frame = page.frameLocator('iframe');
  await test.step('its scripts are refused', async () => {
    await page.route(SCRIPT, (route) => route.abort());
    await page.goto(around);
    await expect(frame.getByText('Inkling is shut off here')).toBeVisible();
    await expect(frame.getByRole('link', { name: 'Open Inkling in a tab of its own' })).toBeVisible();
    await page.unroute(SCRIPT);
  });
  await test.step('the server lets any page have them', async () => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(around);
    await frame.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(frame.getByTestId('run-status')).toHaveAttribute('data-value', 'finished', {
      timeout: 60_000,
    });
    await frame.getByTestId('pad').click();
    await expect(frame.getByTestId('prediction')).not.toHaveAttribute('data-value', '');
    expect(errors).toEqual([]);
  });
});

test('no worker can be made: a sentence, and another try that works', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route('**/assets/trainer-entry-*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.addInitScript(() => {
    const { Worker } = window;
    let refusals = 0;
    // The predictor too: neither by its address nor by another way.
    window.Worker = class extends Worker {
      constructor(...options: ConstructorParameters<typeof Worker>) {
        if (options[1]?.name === 'predictor' && refusals++ < 100)
          throw new DOMException('no', 'SecurityError');
        super(...options);
      }
    };
  });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  await inkling.expectFault('worker-unavailable');
  await expect(page.getByText('The pretrained network could not be loaded.')).toBeVisible();
  await page.unroute('**/assets/trainer-entry-*.js');
  await inkling.button('Try again').click();
  await expect(inkling.element('error')).toHaveCount(0);
  await inkling.expectStatus('ready');
  expect(errors).toEqual([]);
});

test('where data are dear the digits wait for training, and drawings are read', async ({ page }) => {
  const inkling = await new InklingPage(page).withoutDigits();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const digits = (): string[] => asked.filter((path) => /\/mnist\/(?!manifest)/.test(path));
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  await expect(inkling.element('digits-wait')).toContainText('Training fetches 10.7 MB of digits.');
  await inkling.expectStatus('ready');
  await inkling.draw([
    [
      [0.5, 0.2],
      [0.5, 0.5],
      [0.5, 0.8],
    ],
  ]);
  await inkling.expectText('prediction', '1');
  expect(digits()).toEqual([]);
  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 60_000);
  await expect(inkling.element('digits-wait')).toHaveCount(0);
  await inkling.expectText('data-progress', '1');
  expect(digits().length).toBeGreaterThan(10);
});
