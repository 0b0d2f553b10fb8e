/** Pictures that are lost, and screens that change: every canvas is drawn again, and nobody has to touch it. */
import { expect, type Page, test } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { ownDigit } from '../scripts/hands/own-digits';

/** One line per canvas of the page: what it is, its size, and a sum over its pixels that knows their places. */
async function pictures(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map((canvas) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      let sum = 0;
      for (const byte of data) sum = (Math.imul(sum, 31) + byte) | 0;
      const place = canvas.closest('[data-testid]')?.getAttribute('data-testid');
      return `${place} ${canvas.getAttribute('aria-label')}: ${width} x ${height}, ${sum}`;
    }),
  );
}

test(
  'canvases follow the screen’s density, and come back when the graphics process has died',
  { tag: '@long' },
  async ({ playwright, launchOptions, baseURL, viewport }) => {
    // A browser of its own, for browsers remember what has killed their graphics process.
    const browser = await playwright.chromium.launch(launchOptions);
    const page = await browser.newPage({ baseURL: baseURL!, viewport });
    await page.addInitScript(() => {
      // A window dragged to another screen keeps its size.
      addEventListener('resize', (event) => event.stopImmediatePropagation(), true);
      const restored = new Set<EventTarget>();
      document.addEventListener('contextrestored', ({ target }) => restored.add(target!), true);
      Object.assign(globalThis, { restored });
    });
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
    await inkling.button('Train').click();
    await inkling.draw(ownDigit('7'));
    await inkling.expectStatus('finished', 60_000);
    await inkling.expectText('loss-chart', await inkling.text('step'));
    await inkling.expectText('accuracy-chart', await inkling.text('step'));
    for (const part of ['first-layer', 'drawing', 'map']) await inkling.togglePart(part);
    await expect(inkling.element('occlusion').locator('canvas')).toHaveCount(2);
    await expect(inkling.element('neighbours').locator('canvas')).toHaveCount(5);
    await expect(inkling.element('unit-picture').locator('canvas')).toHaveCount(16);
    await expect(inkling.element('map').locator('canvas')).toBeVisible();
    await page.evaluate(() => scrollTo(0, 0));

    await test.step('twice the density, twice the pixels', async () => {
      const widths = () =>
        page.evaluate(() =>
          ['pad', 'loss-chart', 'accuracy-chart', 'map'].map((place) => {
            const canvases = document.querySelectorAll<HTMLCanvasElement>(`[data-testid=${place}] canvas`);
            const canvas = [...canvases].find(({ width }) => width > 28)!;
            return [place, canvas.width / canvas.clientWidth];
          }),
        );
      const allAt = (density: number) => async () =>
        (await widths()).filter(([, ratio]) => Math.abs(Number(ratio) - density) > 0.01);
      await expect.poll(allAt(1)).toEqual([]);
      const session = await page.context().newCDPSession(page);
      // Chromium's emulation tells the page of another density only together with another size.
      const screen = { width: viewport!.width, height: viewport!.height - 1, mobile: false };
      await session.send('Emulation.setDeviceMetricsOverride', { ...screen, deviceScaleFactor: 2 });
      await expect.poll(allAt(2)).toEqual([]);
    });

    await test.step('lost and restored', async () => {
      let before: string[] = [];
      await expect(async () => {
        before = await pictures(page);
        await page.waitForTimeout(500);
        expect(await pictures(page)).toEqual(before);
      }).toPass();
      expect(before.length).toBeGreaterThan(25);
      expect(before.filter((picture) => picture.endsWith(', 0'))).toEqual([]);

      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.crashGpuProcess');
      const restoredAll = () =>
        page.evaluate(() => {
          const { restored } = globalThis as unknown as { restored: Set<EventTarget> };
          // Charts make themselves a new canvas.
          const others = [...document.querySelectorAll('canvas')].filter(
            (canvas) => !canvas.closest('figure'),
          );
          return others.every((canvas) => restored.has(canvas));
        });
      await expect.poll(restoredAll).toBe(true);
      await expect.poll(() => pictures(page), { timeout: 10_000 }).toEqual(before);
    });
    await browser.close();
  },
);
