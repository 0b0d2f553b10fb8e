/** The page on WebGPU, which the browser imitates on the processor: here it passes itself off as a card's. */
import { expect, test, type Worker } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { ownDigit } from '../scripts/hands/own-digits';
import { WEBGPU_LAUNCH } from './webgpu-launch';

test.use({ launchOptions: WEBGPU_LAUNCH });

/** To be called before the trainer has looked at its graphics. */
const pretendAdapter = (trainer: Worker): Promise<void> =>
  trainer.evaluate(() => {
    Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { value: false });
    Object.defineProperty(GPUAdapterInfo.prototype, 'description', { value: 'ACME Card 9' });
  });

test(
  'trains on WebGPU, in slow motion and out of it, is read by the pen, and goes on elsewhere when told',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(180_000);
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&augment=off&engine=webgpu&hidden=8&batch=32&epochs=1&pace=10');
    await inkling.expectStatus('ready');
    await pretendAdapter(await inkling.trainer());
    await inkling.button('Train').click();
    await inkling.expectText('engine', 'webgpu', 90_000);
    await inkling.expectAtLeast('step', 5, 90_000);
    // Every step is a point of the curves while there are so few a second.
    const startedAt = await inkling.number('step');
    const points = await page.evaluate(async () => {
      const seen = new Set<string>();
      const step = document.querySelector('[data-testid="step"]')!;
      const end = performance.now() + 2000;
      while (performance.now() < end) {
        seen.add(step.getAttribute('data-value')!);
        await new Promise(requestAnimationFrame);
      }
      return seen.size;
    });
    const steps = (await inkling.number('step')) - startedAt;
    expect(steps).toBeLessThanOrEqual(60);
    expect(points).toBeGreaterThanOrEqual(Math.min(3, steps));
    await inkling.draw(ownDigit('7'));
    await expect(inkling.element('prediction')).toHaveAttribute('data-source', 'own');

    await inkling.show('settings');
    const slowly = page.getByRole('switch', { name: 'Slow motion' });
    await expect(slowly).toBeChecked();
    await page.getByLabel('Steps per second').fill('0.2');
    await expect(page).toHaveURL(/[?&]pace=0\.2(&|#|$)/);
    await inkling.button('Pause').click();
    await inkling.expectStatus('paused');
    const rested = await inkling.number('step');
    await slowly.click({ force: true });
    await expect(page).not.toHaveURL(/pace=/);
    await inkling.button('Resume').click();
    await inkling.expectAtLeast('step', rested + 30, 60_000);
    await page.getByLabel('Engine', { exact: true }).selectOption('simd');
    await inkling.expectText('engine', 'simd', 60_000);
    await inkling.expectStatus('finished', 60_000);
    expect(await inkling.number('val-accuracy')).toBeGreaterThan(0.7);
  },
);

test('an imitated card is left alone, and the page says so', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=webgpu&hidden=8&epochs=1&batch=256');
  await inkling.expectStatus('ready');
  await inkling.button('Train').click();
  await inkling.expectStatus('finished', 60_000);
  await inkling.expectText('engine', 'simd');
  await expect(inkling.element('stand-in')).toContainText('only imitates a graphics card for WebGPU');
});
