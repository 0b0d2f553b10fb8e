/** The service worker, on a host that sends no header of its own. */
import { expect, type Page, test } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { nextVersion, PlainHost } from './plain-host';

test.use({ serviceWorkers: 'allow' });

const SMALL = 'preset=quick&augment=off&engine=simd&hidden=16';
const ONE = [
  [
    [0.5, 0.2],
    [0.5, 0.5],
    [0.5, 0.8],
  ],
] as const;

let host: PlainHost;
let address: string;
test.beforeEach(async () => {
  host = new PlainHost();
  address = await host.open();
});
test.afterEach(() => host.close());

const isIsolated = (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);
const versionOf = (page: Page) => page.locator('meta[name="version"]');

/** Where the page is isolated, training has threads to help it, and goes on without them when they are gone. */
async function trainsWithThreads(inkling: InklingPage): Promise<void> {
  const trainer = await inkling.trainer();
  await trainer.evaluate(() => {
    const helpers: Worker[] = [];
    const errors: string[] = [];
    Object.assign(self, { helpers, errors });
    self.Worker = class extends Worker {
      constructor(...[url, options]: ConstructorParameters<typeof Worker>) {
        super(url, options);
        helpers.push(this);
        this.addEventListener('error', (event) => errors.push(event.message));
      }
    };
  });
  await inkling.button('Train').click();
  const count = () => trainer.evaluate(() => (self as unknown as { helpers: Worker[] }).helpers.length);
  await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(0);
  // Time to come, and to be tried.
  const step = (): Promise<number> => inkling.number('step');
  const before = await step();
  await expect.poll(step, { timeout: 20_000 }).toBeGreaterThan(before + 300);
  const errors = await trainer.evaluate(() => {
    const { helpers, errors: told } = self as unknown as { helpers: Worker[]; errors: string[] };
    for (const helper of helpers) helper.terminate();
    return told;
  });
  expect(errors).toEqual([]);
  const then = await step();
  await expect.poll(step, { timeout: 20_000 }).toBeGreaterThan(then + 300);
  await inkling.button('Stop').click();
  await inkling.expectStatus('finished');
}

test('after the first visit the network is needed no more', async ({ page, context }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const inkling = new InklingPage(page);
  await page.goto(`${address}?${SMALL}&epochs=1`);
  await expect(inkling.element('offline-ready')).toHaveText('Ready to use offline.');
  host.close();
  // The visit that is open: a section that nobody has looked at yet.
  await inkling.show('settings');
  await expect(page.getByLabel('Hidden layers')).toBeVisible();

  await page.close();
  const later = await context.newPage();
  later.on('pageerror', (error) => complaints.push(error.message));
  const offline = new InklingPage(later);
  await later.goto(`${address}?${SMALL}&epochs=1`);
  await offline.draw(ONE);
  await offline.expectText('prediction', '1');
  await offline.expectText('data-progress', '1');
  await offline.button('Train').click();
  await offline.expectStatus('finished', 60_000);
  await offline.show('evaluation');
  await expect(offline.element('confusion-matrix')).toBeVisible();
  await offline.togglePart('mistakes');
  await expect(offline.element('insight-mistakes').locator('canvas').first()).toBeVisible();
  // Said once.
  await expect(offline.element('offline-ready')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('isolated from the second load on, and shown in the frames of other sites all the same', async ({
  page,
  baseURL,
}) => {
  const inkling = new InklingPage(page);
  await page.goto(`${address}?${SMALL.replace('hidden=16', 'hidden=256')}&epochs=50`);
  await expect(inkling.element('offline-ready')).toBeVisible();
  expect(await isIsolated(page)).toBe(false);
  await page.reload();
  expect(await isIsolated(page)).toBe(true);
  expect(await (await inkling.trainer()).evaluate(() => crossOriginIsolated)).toBe(true);
  await inkling.expectStatus('ready');
  await trainsWithThreads(inkling);

  // `npm start` sends the headers itself.
  await page.goto(baseURL!);
  expect(await isIsolated(page)).toBe(true);
  // Another site shows it, even one that is isolated itself, which is the strictest.
  const html = `<iframe src="${baseURL}?${SMALL}&epochs=1&embed=1" width="1200" height="900"></iframe>`;
  host.others = { '/around.html': { html, headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' } } };
  await page.goto(`${address.replace('127.0.0.1', 'localhost')}around.html`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(frame.getByTestId('run-status')).toHaveAttribute('data-value', 'finished', {
    timeout: 60_000,
  });
});

test(
  'a new version is offered, waits for a run, and leaves tabs of the old one their parts',
  { tag: '@long' },
  async ({ page, context }) => {
    test.setTimeout(240_000);
    const next = await nextVersion();
    try {
      const old = new InklingPage(page);
      await page.goto(`${address}?${SMALL}&epochs=400`);
      // Every file is stored by then, which a busy machine takes its time over.
      await expect(old.element('offline-ready')).toBeVisible({ timeout: 90_000 });
      await old.button('Train').click();
      await old.expectStatus('training');
      host.folder = next.folder;
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
      await expect(old.element('update')).toContainText('A new version of this page is here');
      // Its name is another one on the host by now.
      await old.show('settings');
      await expect(page.getByLabel('Hidden layers')).toBeVisible();

      const second = await context.newPage();
      await second.goto(`${address}?${SMALL}`);
      await expect(versionOf(second)).toHaveCount(0);
      await second.getByRole('button', { name: 'Load the new version' }).click();
      await expect(versionOf(second)).toHaveCount(1);
      await new InklingPage(second).expectStatus('ready');

      // The first tab trains on, with what it is made of.
      await expect(versionOf(page)).toHaveCount(0);
      await old.expectStatus('training');
      const step = await old.number('step');
      await old.show('lessons');
      await expect(page.getByRole('heading', { name: /lesson/i }).first()).toBeVisible();
      await old.expectAtLeast('step', step + 1);

      // When it is closed, the old version's files go.
      const keptScripts = (): Promise<string[]> =>
        second.evaluate(async () => {
          const [name] = await caches.keys();
          const requests = await (await caches.open(name!)).keys();
          return requests.map(({ url }) => new URL(url).pathname).filter((path) => path.endsWith('.js'));
        });
      expect((await keptScripts()).some((path) => !path.endsWith('2.js'))).toBe(true);
      await page.close();
      await second.reload();
      await expect
        .poll(async () => (await keptScripts()).filter((path) => !path.endsWith('2.js')))
        .toEqual([]);
      expect((await keptScripts()).length).toBeGreaterThan(50);
    } finally {
      next.remove();
    }
  },
);
