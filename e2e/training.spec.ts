import { expect, test } from '@playwright/test';
import { InklingPage } from './inkling-page';

test('trains on WebGL to 90%, draws its curves, pauses and resumes', async ({ page }) => {
  test.setTimeout(240_000);
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=tfjs-webgl&hidden=32&batch=256&lr=0.008&epochs=3');
  await inkling.expectStatus('ready');
  const emptyLoss = await inkling.element('loss-chart').screenshot();
  const emptyAccuracy = await inkling.element('accuracy-chart').screenshot();

  await inkling.button('Train').click();
  await inkling.expectStatus('training');
  await inkling.expectText('engine', 'tfjs-webgl');
  await inkling.expectAtLeast('step', 20, 120_000);

  await inkling.button('Pause').click();
  await inkling.expectStatus('paused');
  await expect.poll(() => inkling.button('Resume').isVisible()).toBe(true);
  // What was under way arrives; then nothing moves.
  await page.waitForTimeout(1000);
  const pausedAt = await inkling.number('step');
  const secondsAtPause = await inkling.number('train-seconds');
  await page.waitForTimeout(1500);
  expect(await inkling.number('step')).toBe(pausedAt);
  expect(await inkling.number('train-seconds')).toBe(secondsAtPause);

  await inkling.button('Resume').click();
  await inkling.expectStatus('training');
  await inkling.expectAtLeast('val-accuracy', 0.9, 180_000);
  expect(await inkling.number('step')).toBeGreaterThan(pausedAt);
  // Smoothed labels leave it above half a unit; it began at 2.3.
  expect(await inkling.number('loss')).toBeLessThan(1);

  await inkling.button('Stop').click();
  await inkling.expectStatus('finished');
  expect(await inkling.element('loss-chart').screenshot()).not.toEqual(emptyLoss);
  expect(await inkling.element('accuracy-chart').screenshot()).not.toEqual(emptyAccuracy);
});

test('ends a run on WebAssembly with every test digit in its place in the matrix', async ({ page }) => {
  test.setTimeout(240_000);
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=tfjs-wasm&hidden=32&epochs=1&autostart=1');
  await inkling.expectStatus('finished', 100_000);
  await inkling.expectAtLeast('test-accuracy', 0.9, 60_000);

  await expect(inkling.button('Evaluate')).not.toHaveAttribute('aria-disabled', 'true');
  const accuracy = await inkling.number('test-accuracy');
  const matrix = await inkling.numbers('confusion-matrix');
  expect(matrix).toHaveLength(100);
  expect(matrix.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  const right = matrix.filter((_, i) => i % 11 === 0).reduce((sum, count) => sum + count, 0);
  expect(right / 10_000).toBeCloseTo(accuracy, 10);
  // Rows are true digits: the published class counts of the MNIST test set.
  const supports = Array.from({ length: 10 }, (_, d) =>
    matrix.slice(10 * d, 10 * d + 10).reduce((sum, count) => sum + count, 0),
  );
  expect(supports).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
});

test('trains on although no animation frame ever comes, as in a hidden tab', async ({ page }) => {
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
  });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=32&epochs=1');
  await inkling.expectStatus('ready');
  const [worker] = page.workers();
  await worker!.evaluate(() => {
    const scope = self as unknown as { requestAnimationFrame: () => number; framesAsked: number };
    scope.framesAsked = 0;
    scope.requestAnimationFrame = () => ++scope.framesAsked;
  });
  // A click waits for animation frames, of which there are none.
  await inkling.button('Train').dispatchEvent('click');
  await inkling.expectStatus('finished', 90_000);
  await inkling.expectText('step', '430');
  expect(await worker!.evaluate(() => (self as unknown as { framesAsked: number }).framesAsked)).toBe(0);
});

test('gives the same curve for the same seed, however the data arrives', async ({ page, context }) => {
  const query = 'preset=quick&augment=off&engine=simd&hidden=16&epochs=1&seed=5&autostart=1';
  const run = async (delayMs: number) => {
    const tab = await context.newPage();
    await tab.route('**/mnist/train-*.png', async (route) => {
      // The later in the file list, the sooner: arrival order unlike the usual one.
      await new Promise((resolve) => setTimeout(resolve, delayMs * Math.random()));
      await route.continue();
    });
    const inkling = new InklingPage(tab);
    await inkling.open(query);
    await inkling.expectStatus('finished', 90_000);
    await inkling.expectAtLeast('test-accuracy', 0.5, 60_000);
    const result = [await inkling.text('val-accuracy'), await inkling.text('confusion-matrix')];
    await tab.close();
    return result;
  };
  expect(await run(2000)).toEqual(await run(0));
  await page.close();
});

test('reset forgets the network and keeps the settings', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=tfjs-wasm&hidden=32&epochs=9&lr=0.003');
  await inkling.button('Train').click();
  await inkling.expectAtLeast('step', 30, 60_000);
  await inkling.button('Stop').click();
  await inkling.expectStatus('finished');
  await inkling.expectAtLeast('test-accuracy', 0.3, 60_000);
  await inkling.button('Reset').click();
  await inkling.expectStatus('ready');
  await inkling.expectText('step', '0');
  await inkling.expectText('val-accuracy', '');
  await inkling.expectText('test-accuracy', '');
  await inkling.expectText('confusion-matrix', '');
  expect(page.url()).toContain('lr=0.003');
});
