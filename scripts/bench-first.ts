/**
 * From opening the page to the first digit read, on a throttled phone: `npm run bench:first [-- FOLDER]`, after a build. A 1 is
 * drawn as soon as there is something to draw on. Lines of 1.6 Mbit/s and 150 ms, a processor four times slower.
 */
import { launchBrowser } from './bench/browser';
import { serveGzipped } from './bench/gzip-site';

const ROUNDS = 3;
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

const site = await serveGzipped(process.argv[2] ?? 'dist');
const browser = await launchBrowser();
for (let round = 0; round < ROUNDS; round++) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', LINE);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(site.url, { waitUntil: 'commit' });
  const now = (): Promise<number> => page.evaluate(() => performance.now());
  await page.locator('#start-pad, [data-testid="pad"]').first().waitFor();
  const drawableAt = await now();
  // Asked in one go: between two questions the page's own pad may take the first one's place, which is the same.
  const box = await page.evaluate(
    () =>
      document.querySelector('#start-pad, [data-testid="pad"]')!.getBoundingClientRect().toJSON() as DOMRect,
  );
  await page.mouse.move(box.x + box.width / 2, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 0.8 * box.height, { steps: 5 });
  await page.mouse.up();
  await page.getByTestId('pad').waitFor();
  const pageAt = await now();
  await page.locator('[data-testid="prediction"][data-value="1"]').waitFor();
  const readAt = await now();
  const fetched = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop()),
  );
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    `to draw on ${seconds(drawableAt)}, the page's own pad ${seconds(pageAt)}, read ${seconds(readAt)}; ${fetched.length} files by then`,
  );
  await context.close();
}
await browser.close();
site.close();
