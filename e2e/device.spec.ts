/** Browsers under test have no graphics card, only one imitated on the processor. */
import { expect, type Page, test } from '@playwright/test';
import { axeViolations } from './axe';
import { InklingPage } from './inkling-page';

const machine = (page: Page) => page.getByRole('region', { name: 'This device' });

test('times in the background, picks simd, and says why emulated WebGL was declined', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&hidden=128&augment=off&epochs=1');
  await inkling.show('settings');
  await inkling.expectAtLeast('race-simd', 1, 60_000);
  await inkling.expectText('race-webgl', '');
  await expect(inkling.element('race-webgl')).toContainText('only imitates a graphics card');
  await expect(machine(page)).toContainText('SwiftShader');
  await expect(machine(page)).toContainText('784 → 128 → 10 units, 128 digits a step');

  // Another network is another benchmark.
  await page.getByLabel('Hidden layers').fill('64');
  await expect(machine(page)).toContainText('784 → 64 → 10 units');

  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 60_000);
  await inkling.expectText('engine', 'simd');
});

test('times every engine on demand, though not while training', { tag: '@long' }, async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&hidden=128&augment=off&engine=tfjs-wasm&epochs=50');
  await inkling.expectStatus('ready');
  await inkling.show('settings');
  await inkling.button('Time the engines').click();
  await inkling.expectAtLeast('race-tfjs-wasm', 1, 60_000);
  await inkling.expectText('race-status', 'false');
  expect(await inkling.number('race-simd')).toBeGreaterThan(0);
  await expect(inkling.element('race-tfjs-webgl')).toContainText('only imitates a graphics card');
  await expect(inkling.element('race-tfjs-cpu')).toContainText('too slow to be timed');
  expect(await axeViolations(page)).toEqual([]);

  await inkling.button('Train').click();
  await inkling.expectStatus('training');
  await expect(inkling.button('Time the engines')).toBeDisabled();
  await expect(machine(page)).toContainText('A benchmark would disturb the run');
});

test('a run goes on where it was when its engine is changed', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=tfjs-wasm&hidden=64&lr=0.001&epochs=200');
  await inkling.button('Train').click();
  await inkling.expectText('engine', 'tfjs-wasm', 60_000);
  await inkling.expectAtLeast('val-accuracy', 0.8, 60_000);

  await inkling.show('settings');
  // While it runs, from the panel.
  const stepBefore = await inkling.number('step');
  const accuracyBefore = await inkling.number('val-accuracy');
  await machine(page).getByRole('radio', { name: 'simd', exact: true }).check();
  await inkling.expectText('engine', 'simd');
  expect(page.url()).toContain('engine=simd');
  expect(await inkling.number('step')).toBeGreaterThanOrEqual(stepBefore);
  await inkling.expectAtLeast('val-accuracy', accuracyBefore + 0.01, 60_000);

  // Paused, from the settings: nothing moves but the engine.
  await inkling.button('Pause').click();
  await inkling.expectStatus('paused');
  await page.waitForTimeout(500);
  const pausedAt = await inkling.number('step');
  await page.getByLabel('Engine').selectOption('tfjs-wasm');
  await inkling.expectText('engine', 'tfjs-wasm');
  await inkling.expectStatus('paused');
  await inkling.expectText('step', String(pausedAt));
  await inkling.button('Resume').click();
  await inkling.expectAtLeast('step', pausedAt + 1, 60_000);
  // Of a batch or a few, so it varies; a network that began anew has a third of its first ten batches right.
  expect(await inkling.number('train-accuracy')).toBeGreaterThan(0.75);
});

test('an engine that cannot open leaves the old one training, and says why', async ({ page }) => {
  await page.route('**/*.wasm', (route) =>
    /relaxed|baseline/.test(route.request().url()) ? route.abort() : route.continue(),
  );
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=tfjs-wasm&hidden=64&epochs=50');
  await inkling.button('Train').click();
  await inkling.expectAtLeast('step', 20, 60_000);
  await inkling.show('settings');
  // Not check(), which would insist that the choice holds.
  await machine(page).getByRole('radio', { name: 'simd', exact: true }).click();
  await inkling.expectFault('engine-unavailable');
  await expect(inkling.element('error')).toContainText('Training stays with tfjs-wasm.');
  await expect(machine(page).getByRole('radio', { name: 'tfjs-wasm', exact: true })).toBeChecked();
  const step = await inkling.number('step');
  await inkling.expectAtLeast('step', step + 20, 60_000);
});
