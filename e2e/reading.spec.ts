import { expect, test } from '@playwright/test';
import type { PenStrokes } from '../scripts/hands/pen-digits';
import { InklingPage } from './inkling-page';
import { type OwnDigit, ownDigit } from '../scripts/hands/own-digits';

/** The digits side by side, from right to left if asked. */
const row = (digits: readonly OwnDigit[], backwards = false): PenStrokes => {
  const all = digits.map((digit, i) => ownDigit(digit, 0.01 + i * 0.22, 0.3, 0.3));
  return (backwards ? all.toReversed() : all).flat();
};

test('reads from the first second, in every corner, a whole number; training shows both predictions', async ({
  page,
}) => {
  let release = () => {};
  const digitsMayCome = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/mnist/*.png', async (route) => {
    await digitsMayCome;
    await route.continue();
  });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=32&epochs=2');
  const prediction = inkling.element('prediction');
  const second = inkling.element('reference-prediction');
  await inkling.expectText('prediction', '');

  await test.step('one digit, of any size, anywhere', async () => {
    for (const [left, top, size] of [
      [0.2, 0.2, 0.6],
      [-0.02, -0.02, 0.16],
      [0.86, -0.02, 0.16],
      [-0.02, 0.86, 0.16],
      [0.86, 0.86, 0.16],
    ] as const) {
      await inkling.draw(ownDigit('7', left, top, size));
      await inkling.expectText('prediction', '7');
      await expect(prediction).toHaveAttribute('data-source', 'reference');
      await inkling.button('Clear').click();
      await inkling.expectText('prediction', '');
    }
    await inkling.expectStatus('loading');
  });

  await test.step('a number, digit by digit', async () => {
    await inkling.draw(row(['2', '0', '4', '7']));
    await inkling.expectText('prediction', '2047');
    const confidences: number[] = [];
    for (const [i, digit] of '2047'.split('').entries()) {
      await inkling.expectText(`digit-${i}`, digit);
      confidences.push(Number(await inkling.element(`digit-${i}`).getAttribute('data-confidence')));
    }
    expect(Number(await prediction.getAttribute('data-confidence'))).toBe(Math.min(...confidences));
    await inkling.expectAtLeast('probability-7', 0.5);
    const seven = await inkling.text('net-input');

    await inkling.element('digit-1').click();
    await inkling.expectAtLeast('probability-0', 0.5);
    expect(await inkling.text('net-input')).not.toBe(seven);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await inkling.expectText('net-input', seven);
  });

  await test.step('the new network beside it, and afterwards instead of it', async () => {
    release();
    await inkling.expectStatus('ready', 60_000);
    await expect(prediction).toHaveAttribute('data-source', 'reference');
    await inkling.button('Train').click();
    await expect(prediction).toHaveAttribute('data-source', 'own');
    await inkling.expectText('reference-prediction', '2047');
    await inkling.expectStatus('finished', 60_000);
    await expect(second).toHaveText(/^The pretrained network reads 2047/);
    await inkling.button('Reset').click();
    await expect(prediction).toHaveAttribute('data-source', 'reference');
    await expect(second).toHaveCount(0);
  });

  await test.step('whichever digit was written first', async () => {
    await inkling.button('Clear').click();
    await inkling.draw(row(['7', '0', '4'], true));
    await inkling.expectText('prediction', '704');
    await inkling.expectAtLeast('probability-7', 0.5);
  });

  const measured = await page.evaluate(() => performance.getEntriesByName('reading', 'measure').length);
  expect(measured).toBeGreaterThan(10);
});

test('a damaged pretrained network costs its guess and nothing else', async ({ page }) => {
  await page.route('**/networks/reference.bin', async (route) => {
    const body = await (await route.fetch()).body();
    body[1000]! ^= 1;
    await route.fulfill({ status: 200, body });
  });
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  await expect(page.getByText('The pretrained network could not be loaded.')).toBeVisible();
  await expect(inkling.element('error')).toHaveCount(0);
  await inkling.draw(ownDigit('7', 0.2, 0.2, 0.6));
  await expect.poll(() => inkling.text('net-input')).toContain('255');
  await inkling.expectText('prediction', '');
  await inkling.button('Train').click();
  await expect(inkling.element('prediction')).toHaveAttribute('data-source', 'own', { timeout: 60_000 });
  await expect(inkling.element('reference-prediction')).toHaveCount(0);
});
