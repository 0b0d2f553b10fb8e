/** What is seen where the browser or the visitor changes what is seen, measured on screenshots. */
import { expect, type Page, test } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { ownDigit } from '../scripts/hands/own-digits';
import { coloursOf, greatestContrast, groundOf } from './pixels';

const SMALL_RUN = 'preset=quick&augment=off&engine=simd&hidden=16&epochs=1';

async function openWithEverything(page: Page, query = SMALL_RUN): Promise<InklingPage> {
  const inkling = new InklingPage(page);
  await inkling.open(query);
  await inkling.button('Train').click();
  await inkling.draw(ownDigit('7'));
  await inkling.expectStatus('finished', 60_000);
  await inkling.expectText('loss-chart', await inkling.text('step'));
  return inkling;
}

/** Ink on paper, lines and labels on their ground, bars on their track. */
async function expectSeen(inkling: InklingPage, ground: 'light canvases' | 'dark' | 'any'): Promise<void> {
  const { page } = inkling;
  const chart = inkling.element('loss-chart').getByRole('img');
  const bars = page.getByRole('list', { name: 'How likely each digit is' });
  await expect(async () => {
    const pad = await coloursOf(inkling.element('pad'));
    const picture = await coloursOf(inkling.element('net-input').getByRole('img'));
    const lines = await coloursOf(chart, { left: 0.2, top: 0.05, right: 0.95, bottom: 0.85 });
    const labels = await coloursOf(chart, { left: 0, top: 0, right: 0.09, bottom: 0.7 });
    expect(greatestContrast(pad, 200), 'ink').toBeGreaterThan(10);
    expect(greatestContrast(picture, 20), 'the 28 by 28 pixels').toBeGreaterThan(10);
    expect(greatestContrast(lines, 40), 'lines').toBeGreaterThan(4);
    expect(greatestContrast(labels, 4), 'labels').toBeGreaterThan(4);
    // Without digits and shares beside them.
    const track = await coloursOf(bars, { left: 0.15, top: 0, right: 0.7, bottom: 1 });
    // What the browser makes of bars is its own doing.
    if (ground !== 'light canvases') expect(greatestContrast(track, 300), 'bars').toBeGreaterThan(3);
    for (const colours of ground === 'any' ? [] : [pad, picture, lines]) {
      if (ground === 'dark') expect(groundOf(colours)).toBeLessThan(0.2);
      else expect(groundOf(colours)).toBeGreaterThan(0.8);
    }
  }).toPass({ timeout: 15_000 });
}

test('ink, curves and bars are seen on pages that the browser darkens, and in colours that the visitor forces', async ({
  page,
}) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setAutoDarkModeOverride', { enabled: true });
  const inkling = await openWithEverything(page);

  await test.step('who has all pages darkened gets the dark theme', async () => {
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expectSeen(inkling, 'dark');
  });
  await test.step('who wants the light theme all the same has it darkened, but no ink or curve without its own ground', async () => {
    await inkling.button('Switch to the light theme').click();
    await expectSeen(inkling, 'light canvases');
  });
  await session.send('Emulation.setAutoDarkModeOverride', { enabled: false });

  await test.step('charts are read together', async () => {
    const tooltips = page.getByTestId('chart-tooltip');
    const box = (await inkling.element('loss-chart').getByRole('presentation').boundingBox())!;
    await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.5 * box.height);
    await expect(tooltips).toHaveCount(2);
    const places = await tooltips.locator('strong').allTextContents();
    expect(places[0]).toMatch(/^Steps? \d/);
    expect(places[1]).toBe(places[0]);
    await page.keyboard.press('Escape');
    await expect(tooltips).toHaveCount(0);
    await inkling.element('accuracy-chart').getByRole('slider').focus();
    await page.keyboard.press('ArrowLeft');
    await expect(tooltips).toHaveCount(2);
  });

  await test.step('forced colours', async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      await expectSeen(inkling, 'any');
    }
    await inkling.show('settings');
    const slowMotion = page.getByRole('switch', { name: 'Slow motion' });
    const track = page.getByRole('region', { name: 'Pace' }).locator('.mantine-Switch-track');
    const isSeen = async () =>
      expect(greatestContrast(await coloursOf(track), 40), 'a switch').toBeGreaterThan(4);
    await expect(isSeen).toPass();
    const off = groundOf(await coloursOf(track));
    await slowMotion.check({ force: true });
    await expect(async () => {
      await isSeen();
      expect(Math.abs(groundOf(await coloursOf(track)) - off)).toBeGreaterThan(0.1);
    }).toPass();
    await slowMotion.uncheck({ force: true });
    await page.emulateMedia({ forcedColors: null, colorScheme: null });
  });

  await test.step('a projector has larger type on the charts', async () => {
    const typeHeight = () =>
      inkling.element('loss-chart').evaluate((chart) => chart.firstElementChild!.clientWidth);
    expect(await typeHeight()).toBe(11);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await inkling.button('Projector mode').click();
    // 1.75% of the width, and a little less for labels.
    await expect.poll(typeHeight).toBeGreaterThanOrEqual(31);
  });
});

/** What browsers do that guard against being told apart: what is read from a canvas is noise. */
const NOISE = `{
  const noisy = (prototype) => {
    const read = prototype.getImageData;
    prototype.getImageData = function (...place) {
      const image = read.apply(this, place);
      for (let i = 0; i < image.data.length; i++) image.data[i] = (i * 7919) % 251;
      return image;
    };
  };
  if (globalThis.CanvasRenderingContext2D) noisy(CanvasRenderingContext2D.prototype);
  if (globalThis.OffscreenCanvasRenderingContext2D) noisy(OffscreenCanvasRenderingContext2D.prototype);
}`;

test(
  'where canvases answer with noise, digits are what they are, and a PNG of noise is not handed out',
  { tag: '@long' },
  async ({ page }) => {
    await page.addInitScript(NOISE);
    await page.route('**/*-entry-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${NOISE};${await response.text()}` });
    });
    const inkling = await openWithEverything(page);
    await inkling.expectAtLeast('val-accuracy', 0.8);
    await expect(inkling.element('error')).toHaveCount(0);

    await inkling.togglePart('digits');
    const row = inkling.element('digit-grid').locator('canvas[data-painted]').first();
    await expect(row).toBeVisible();
    await row.scrollIntoViewIfNeeded();
    // Pictures only: no captions. Paper, ink, what is mixed of them, and the panel in between.
    const colours = await coloursOf(row, { left: 0, top: 0, right: 1, bottom: 56 / 74 });
    const total = colours.reduce((sum, { count }) => sum + count, 0);
    const between = (value: number, from: number, to: number) => value >= from - 1 && value <= to + 1;
    const mixed = colours.filter(({ red, green, blue }) => {
      // From --paper, 255 253 247, to --stroke, 28 35 51.
      const share = (255 - red) / 227;
      return (
        between(green, 253 - 218 * share, 253 - 218 * share) &&
        between(blue, 247 - 196 * share, 247 - 196 * share)
      );
    });
    const mixedCount = mixed.reduce((sum, { count }) => sum + count, 0);
    expect(mixedCount / total).toBeGreaterThan(0.7);
    expect(greatestContrast(colours, 20)).toBeGreaterThan(10);

    await inkling.button('Save').click();
    await page.getByRole('menuitem', { name: 'Loss as PNG' }).click();
    await expect(page.getByText('Take the SVG instead')).toBeVisible();
  },
);

test(
  'without any canvas to draw on: strokes and curves as vector shapes, and a sentence for the rest',
  { tag: '@long' },
  async ({ page }) => {
    await page.addInitScript(() => {
      // oxlint-disable-next-line typescript/unbound-method -- called with its canvas below
      const original = HTMLCanvasElement.prototype.getContext as (...args: unknown[]) => unknown;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
        // Some guards answer null, others throw; who copes with this copes with both.
        if (args[0] === '2d') throw new Error('refused');
        return original.apply(this, args);
      } as typeof HTMLCanvasElement.prototype.getContext;
      Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
    });
    await page.route('**/*-entry-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: `Reflect.deleteProperty(globalThis, 'OffscreenCanvas');${await response.text()}`,
      });
    });
    // No engine is named: the page finds one that needs no canvas.
    const inkling = await openWithEverything(page, 'preset=quick&augment=off&hidden=16&epochs=1');
    await expect(inkling.element('prediction')).toHaveAttribute('data-value', '7');
    await expect(inkling.element('pad-picture').locator('path')).toHaveCount(ownDigit('7').length);
    expect(greatestContrast(await coloursOf(inkling.element('pad')), 200)).toBeGreaterThan(10);
    await expect(inkling.element('loss-chart').locator('svg path').first()).toBeAttached();
    const chart = inkling.element('loss-chart').getByRole('img');
    const lines = await coloursOf(chart, { left: 0.2, top: 0.05, right: 0.95, bottom: 0.85 });
    expect(greatestContrast(lines, 40)).toBeGreaterThan(4);
    await expect(inkling.element('net-input')).toContainText('refuses to draw pictures');
  },
);
