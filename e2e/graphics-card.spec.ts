import { expect, test } from '@playwright/test';
import { catchContexts, delayFences, loseContexts, pretendCard } from './fake-card';
import { InklingPage } from './inkling-page';
import { ownDigit } from '../scripts/hands/own-digits';

test(
  'a card is timed by its steps, not by its answers, and remembered by what it trained',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(180_000);
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&engine=webgl&hidden=16&batch=64&epochs=200&augment=off');
    await inkling.expectStatus('ready');
    const trainer = await inkling.trainer();
    await pretendCard(trainer);
    await delayFences(trainer, 15);
    const card = inkling.element('race-webgl');
    await inkling.show('settings');
    await inkling.button('Time the engines').click();
    await inkling.expectAtLeast('race-webgl', 1, 60_000);
    await inkling.expectText('race-status', 'false', 60_000);
    const timed = await inkling.number('race-webgl');
    await expect(page.getByRole('region', { name: 'This device' })).toContainText('Graphics: ACME Card 9.');
    for (const engine of ['simd', 'tfjs-webgl', 'tfjs-wasm']) {
      expect(await inkling.number(`race-${engine}`)).toBeGreaterThan(0);
    }

    await inkling.button('Train').click();
    // The first step has its programs finished, for seconds perhaps.
    await inkling.expectAtLeast('step', 300, 60_000);
    await inkling.button('Pause').click();
    await expect(card).not.toHaveAttribute('data-trained', '');
    const trained = Number(await card.getAttribute('data-trained'));
    // An answer costs as much as a dozen steps here. How near the two come is for unit tests, whose clock is their own: what
    // else the machine does changes each of them by itself.
    expect(timed / trained).toBeGreaterThan(1 / 8);
    expect(timed / trained).toBeLessThan(8);

    // The next visit knows.
    await page.reload();
    await inkling.expectStatus('ready');
    await pretendCard(await inkling.trainer());
    await inkling.button('Time the engines').click();
    await expect(card).toHaveAttribute('data-trained', String(trained), { timeout: 60_000 });
  },
);

test('a run on auto that knows nothing tries the card and the processor, and loses no step by it', async ({
  page,
}) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=tfjs-wasm&hidden=16&batch=64&epochs=200');
  await inkling.expectStatus('ready');
  await pretendCard(await inkling.trainer());
  await inkling.show('settings');
  await page.getByLabel('Engine', { exact: true }).selectOption('auto');
  await inkling.button('Train').click();
  // The likelier first; the imitated card is by far the slower.
  await inkling.expectText('engine', 'webgl', 60_000);
  await inkling.expectText('engine', 'simd', 60_000);
  await expect(inkling.element('race-webgl')).not.toHaveAttribute('data-trained', '', { timeout: 60_000 });
  await inkling.expectAtLeast('val-accuracy', 0.7, 60_000);
  expect(page.url()).not.toContain('engine=');
  await inkling.button('Pause').click();
  await inkling.expectStatus('paused');
  await inkling.expectText('engine', 'simd');
});

test(
  'the pen is heard while a step holds the training thread, and after graphics have died',
  { tag: '@long' },
  async ({ page }) => {
    const inkling = new InklingPage(page);
    const prediction = inkling.element('prediction');
    await inkling.open('preset=quick&augment=off&engine=webgl&hidden=16&epochs=200');
    await inkling.expectStatus('ready');
    const trainer = await inkling.trainer();
    await catchContexts(trainer);
    await inkling.button('Train').click();
    await inkling.expectAtLeast('val-accuracy', 0.5, 90_000);
    await inkling.draw(ownDigit('7'));
    await expect(prediction).toHaveAttribute('data-source', 'own');

    let isHeld = true;
    const held = trainer
      .evaluate(() => {
        const end = performance.now() + 6000;
        while (performance.now() < end);
      })
      .then(() => {
        isHeld = false;
      });
    await inkling.button('Clear').click();
    await inkling.expectText('prediction', '');
    await inkling.draw(ownDigit('2'));
    await expect(prediction).not.toHaveAttribute('data-value', '');
    await expect(prediction).toHaveAttribute('data-source', 'own');
    expect(isHeld).toBe(true);
    await held;

    // Copies of the network are at most two seconds of training apart.
    const accuracy = await inkling.number('val-accuracy');
    await inkling.expectAtLeast('train-seconds', (await inkling.number('train-seconds')) + 3, 60_000);
    await loseContexts(trainer);
    await inkling.expectFault('context-lost');
    const lostAt = await inkling.number('step');
    await inkling.button('Clear').click();
    await inkling.draw(ownDigit('0'));
    await expect(prediction).not.toHaveAttribute('data-value', '');

    // What comes back is the network of at most two seconds before, with its own numbers.
    await inkling.button('Restart').click();
    await inkling.expectStatus('paused', 60_000);
    const step = await inkling.number('step');
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThanOrEqual(lostAt);
    expect(await inkling.number('val-accuracy')).toBeGreaterThan(accuracy - 0.1);
    await expect(prediction).toHaveAttribute('data-source', 'own');
  },
);
