/** What is in view, where, and by which address. */
import { expect, type Page, test } from '@playwright/test';
import { InklingPage } from './inkling-page';

/** Asserts that all of these are wholly within the window. */
async function expectInView(page: Page, testIds: readonly string[]): Promise<void> {
  const { width, height } = page.viewportSize()!;
  for (const id of testIds) {
    const box = await page.getByTestId(id).boundingBox();
    expect(box, id).not.toBeNull();
    expect(box!.x, id).toBeGreaterThanOrEqual(0);
    expect(box!.y, id).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width, id).toBeLessThanOrEqual(width);
    expect(box!.y + box!.height, id).toBeLessThanOrEqual(height);
  }
}

async function drawStroke(inkling: InklingPage): Promise<void> {
  await inkling.draw([
    [
      [0.5, 0.2],
      [0.5, 0.8],
    ],
  ]);
  await expect(inkling.element('prediction')).toHaveAttribute('data-value', /^\d$/);
}

const CHARTS = ['loss-chart', 'accuracy-chart'];
const BARS = Array.from({ length: 10 }, (_, digit) => `probability-${digit}`);

test('on a projector, all of a lesson is in view; sections have addresses, and the back button works', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 60_000);
  await expect(inkling.element('accuracy-chart')).toHaveAttribute('data-state', 'drawn');
  await drawStroke(inkling);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await expectInView(page, [
    'run-status',
    'val-accuracy',
    'loss-chart',
    'accuracy-chart',
    'pad',
    'prediction',
    'net-input',
    ...BARS,
  ]);
  const train = (await inkling.button('Train').boundingBox())!;
  expect(train.y + train.height).toBeLessThanOrEqual(720);

  await inkling.expectText('section', 'evaluation');
  await page.getByRole('link', { name: 'Runs' }).click();
  await inkling.expectText('run-list', '1');
  await expect(inkling.element('confusion-matrix')).toHaveCount(0);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page).toHaveURL(/#settings$/);
  await page.getByLabel('Epochs', { exact: true }).fill('2');
  await expect(page).toHaveURL(/epochs=2.*#settings$/);
  await page.goBack();
  await inkling.expectText('section', 'runs');
  await page.reload();
  await inkling.expectText('section', 'runs');
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('pad, answer and Train share one screen, and the accuracy is always in view', async ({ page }) => {
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
    await inkling.button('No, thanks').tap();
    const before = (await inkling.element('pad').boundingBox())!;
    await inkling.button('Train').tap();
    await inkling.expectStatus('finished', 60_000);
    await drawStroke(inkling);
    // Nothing has moved under the finger.
    expect(await inkling.element('pad').boundingBox()).toEqual(before);
    await expectInView(page, ['pad', 'prediction', 'val-accuracy', 'test-accuracy']);
    for (const [view, shown] of [
      ['Train', 'data-progress'],
      ['Curves', 'accuracy-chart'],
      ['More', 'section'],
      ['Draw', 'pad'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).tap();
      await expect(inkling.element(shown)).toBeVisible();
      await expectInView(page, ['val-accuracy']);
      await expect(inkling.button('Train')).toBeVisible();
      const others = ['data-progress', 'accuracy-chart', 'section', 'pad'].filter((id) => id !== shown);
      for (const id of others) await expect(inkling.element(id)).toBeHidden();
    }
    await page.setViewportSize({ width: 844, height: 390 });
    await expectInView(page, ['pad', 'prediction', 'val-accuracy']);
  });
});

test('nothing is wider than the window, from 320 to 2,560 px', { tag: '@long' }, async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  const widths = [320, 360, 390, 480, 640, 768, 820, 1024, 1200, 1280, 1920, 2560];
  const expectNoOverflow = async () => {
    for (const width of [...widths, 820, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `${width} px` })
        .toBeLessThanOrEqual(width);
    }
  };
  await expectNoOverflow();
  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 60_000);
  await drawStrokeAnywhere(inkling);
  for (const place of ['draw', 'curves', 'evaluation', 'runs', 'settings', 'data']) {
    await inkling.show(place);
    await expectNoOverflow();
  }
});

async function drawStrokeAnywhere(inkling: InklingPage): Promise<void> {
  await inkling.show('draw');
  await drawStroke(inkling);
}

test('projector mode: larger type, two things only, and keys for them', async ({ page }) => {
  // Refused, as in a frame: a full screen cannot be resized.
  await page.addInitScript(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('refused'));
  });
  await page.setViewportSize({ width: 1280, height: 720 });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  await inkling.expectStatus('ready');
  const typeOf = () =>
    inkling.element('val-accuracy').evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
  const before = await typeOf();
  await inkling.button('Projector mode').click();
  await expect(inkling.element('section')).toHaveCount(0);
  await expect(inkling.element('data-progress')).toBeHidden();
  expect(await typeOf()).toBeGreaterThan(1.3 * before);
  await page.keyboard.press('t');
  await inkling.expectStatus('finished', 60_000);
  await expect(inkling.element('accuracy-chart')).toHaveAttribute('data-state', 'drawn');
  await drawStroke(inkling);
  for (const [width, height] of [
    [1024, 768],
    [1280, 720],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollHeight), { message: `${width} px` })
      .toBeLessThanOrEqual(height);
    await expectInView(page, ['val-accuracy', ...CHARTS, 'pad', 'prediction', 'net-input', ...BARS]);
    // Read from ten metres: larger than on a desk, by as much as the window is.
    expect(await typeOf()).toBeGreaterThan((1.1 * before * width) / 1280);
    // Charts are more than a strip, and the pad more than a stamp.
    for (const id of CHARTS)
      expect((await inkling.element(id).boundingBox())!.height).toBeGreaterThan(height / 4);
    expect((await inkling.element('pad').boundingBox())!.height).toBeGreaterThan(0.19 * width);
  }
  await page.keyboard.press('2');
  await expectInView(page, CHARTS);
  await expect(inkling.element('pad')).toBeHidden();
  await page.keyboard.press('3');
  await expect(inkling.element('pad')).toBeVisible();
  await expect(inkling.element('loss-chart')).toBeHidden();
  await inkling.button('Projector mode').click();
  await expect(inkling.element('section')).toBeVisible();
  expect(await typeOf()).toBe(before);
});
