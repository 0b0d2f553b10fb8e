import { expect, test } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { SUB_PATH_URL } from './playwright.config';

test.describe('with its service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('works from any folder, under its content security policy, without a word on the console', async ({
    page,
  }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(
      `${SUB_PATH_URL}?preset=quick&augment=off&engine=tfjs-wasm&hidden=16&epochs=1&autostart=1`,
    );
    const inkling = new InklingPage(page);
    await inkling.expectStatus('finished', 90_000);
    await inkling.expectAtLeast('test-accuracy', 0.5, 60_000);
    await expect(inkling.element('loss-chart').locator('canvas, svg').first()).toBeVisible();
    expect(complaints).toEqual([]);

    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    // One inline script, by its hash.
    expect(policy).toMatch(/script-src 'self' 'sha256-[^' ]+' 'wasm-unsafe-eval';/);
    expect(policy).not.toContain("'unsafe-eval'");
  });
});

test('the address always describes the experiment on screen', async ({ page }) => {
  const inkling = await new InklingPage(page).withoutDigits();
  await inkling.open();
  expect(new URL(page.url()).search).toBe('?preset=standard');
  await inkling.show('settings');
  await page.getByLabel('Hidden layers').fill('64-32');
  await page.getByLabel('Activation', { exact: true }).selectOption('tanh');
  expect(page.url()).toContain('hidden=64-32&activation=tanh');

  await page.getByLabel('Dropout').fill('0.95');
  await expect(page.getByText('Must be a number from 0 to 0.9. Still using 0.')).toBeVisible();
  expect(page.url()).not.toContain('dropout');

  await page.getByLabel('Hidden layers').fill('None');
  expect(page.url()).toContain('hidden=none&');
  await page.getByLabel('Hidden layers').fill('');
  await expect(page.getByText(/^Must be none, or one to 4 layers .* Still using none\.$/)).toBeVisible();
  await page.getByLabel('Hidden layers').fill('64-32');

  await page.reload();
  await expect(page.getByLabel('Hidden layers')).toHaveValue('64-32');
  await expect(page.getByLabel('Activation', { exact: true })).toHaveValue('tanh');
  await page.getByText('Quick', { exact: true }).click();
  expect(new URL(page.url()).search).toBe('?preset=quick');
  await page.getByText('LeCun 1998', { exact: true }).click();
  expect(new URL(page.url()).search).toBe('?preset=lecun-1998');
  await expect(page.getByLabel('Hidden layers')).toHaveValue('300-100');
  await expect(page.getByRole('radio', { name: 'Quick' })).not.toBeChecked();
});

test('shows real digits with their labels, and others at a click', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open();
  await inkling.show('data');
  const digits = page.getByRole('region', { name: 'What it learns from' });
  await expect(digits.locator('canvas')).toHaveCount(24);
  // Read in one go: while the digits arrive another handful may take their place.
  const pictures = () =>
    digits
      .locator('canvas')
      .evaluateAll((all) => all.map((one) => (one as HTMLCanvasElement).toDataURL()).join());
  const before = await pictures();
  await inkling.button('Another handful').click();
  await expect.poll(pictures).not.toBe(before);
});

test('auto goes by what is likely when there was no time to measure, and says so in a sentence', async ({
  page,
}) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&hidden=16&epochs=1&autostart=1');
  await inkling.expectAtLeast('step', 10, 60_000);
  await inkling.expectText('engine', 'simd');
  await expect(inkling.element('engine-note')).toContainText('runs on the processor');
});
