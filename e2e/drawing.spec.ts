import { expect, test } from '@playwright/test';
import { drawAndRead } from '../scripts/hands/replay';
import { InklingPage } from './inkling-page';
import { ownDigit } from '../scripts/hands/own-digits';
import { penDigits } from './pen-digits';

const PHONE = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true } as const;

test('reads drawn digits with the network that was trained a moment ago', async ({ page }) => {
  test.setTimeout(240_000);
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&hidden=128&engine=simd&epochs=4&augment=on&autostart=1');
  await inkling.expectStatus('finished', 150_000);

  const digits = penDigits(12);
  let right = 0;
  for (const [turn, digit] of digits.entries()) {
    const { answer } = await drawAndRead(page, digit, 1, turn);
    if (answer === String(digit.label)) right++;
  }
  console.log(`read ${right} of ${digits.length} pen digits`);
  expect(right / digits.length).toBeGreaterThanOrEqual(0.8);
  // The pretrained network would have read them too.
  await expect(inkling.element('prediction')).toHaveAttribute('data-source', 'own');
});

test('an empty pad predicts nothing; the bars, the picture and the answer agree', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&hidden=128&augment=off&engine=simd&epochs=1&autostart=1');
  await inkling.expectAtLeast('step', 30, 60_000);
  const prediction = inkling.element('prediction');
  await expect(prediction).toHaveAttribute('data-state', 'none');
  await inkling.expectText('prediction', '');
  await inkling.expectText('net-input', '');

  await inkling.draw([
    [
      [0.5, 0.2],
      [0.5, 0.5],
      [0.5, 0.8],
    ],
  ]);
  await expect(prediction).toHaveAttribute('data-value', /^\d$/);
  await expect(prediction).toHaveAttribute('data-state', /^(sure|unsure)$/);
  const picture = await inkling.numbers('net-input');
  expect(picture).toHaveLength(784);
  // What is shown is that array, mixed from paper, 255 red, to ink, 28 red.
  const shown = await inkling
    .element('net-input')
    .getByRole('img')
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, 28, 28);
      return Array.from(data.filter((_, i) => i % 4 === 0));
    });
  for (const [i, red] of shown.entries()) {
    expect(Math.abs(red - (255 - (227 * picture[i]!) / 255))).toBeLessThan(1);
  }
  // A vertical stroke, 20 px long: rows 4 to 23 or so have ink, in the middle columns only.
  const inkedRows = Array.from({ length: 28 }, (_, row) => picture.slice(28 * row, 28 * row + 28))
    .map((row) => row.some((value) => value > 60))
    .filter(Boolean).length;
  expect(inkedRows).toBeGreaterThanOrEqual(19);
  expect(inkedRows).toBeLessThanOrEqual(21);

  await inkling.expectStatus('finished', 60_000);
  await page.waitForTimeout(500);
  const probabilities: number[] = [];
  for (let digit = 0; digit < 10; digit++) probabilities.push(await inkling.number(`probability-${digit}`));
  expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
  const bars = await page.getByRole('meter').evaluateAll((meters) =>
    meters.map((meter) => ({
      said: Number(meter.getAttribute('aria-valuenow')),
      shown: meter.firstElementChild!.getBoundingClientRect().right - meter.getBoundingClientRect().left,
      width: meter.getBoundingClientRect().width,
    })),
  );
  for (const [digit, { said, shown, width }] of bars.entries()) {
    expect(said).toBeCloseTo(probabilities[digit]!, 3);
    expect(shown / width).toBeCloseTo(probabilities[digit]!, 2);
  }
  const best = probabilities.indexOf(Math.max(...probabilities));
  await inkling.expectText('prediction', String(best));
  expect(Number(await prediction.getAttribute('data-confidence'))).toBeCloseTo(probabilities[best]!, 6);

  await inkling.button('Undo').click();
  await inkling.expectText('prediction', '');
  await inkling.expectText('net-input', '');
});

test(
  'reads on while training: the answer changes with the network, not only with the pen',
  { tag: '@long' },
  async ({ page }) => {
    const inkling = new InklingPage(page);
    await inkling.open('preset=quick&hidden=128&augment=off&engine=tfjs-wasm&epochs=3&autostart=1');
    await inkling.expectAtLeast('step', 5, 60_000);
    await inkling.draw([
      [
        [0.3, 0.25],
        [0.7, 0.25],
        [0.5, 0.8],
      ],
    ]);
    const confidence = () => inkling.element('prediction').getAttribute('data-confidence');
    await expect.poll(confidence).toMatch(/^0\.\d+/);
    const first = await confidence();
    await expect.poll(confidence).not.toBe(first);
  },
);

test('a finger draws without moving the page; two zoom it and draw nothing', async ({ browser }) => {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const inkling = await new InklingPage(page).withoutDigits();
  await page.goto('./');
  await inkling.element('pad').scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => window.scrollY);
  const finger = [0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2].map((y) => [[0.5, y]] as const);
  await inkling.touch(finger);
  await expect.poll(() => inkling.text('net-input')).toMatch(/,255|,25\d|,24\d/);
  await expect(inkling.element('prediction')).toHaveAttribute('data-value', '1');
  expect(await page.evaluate(() => window.scrollY)).toBe(before);

  // The first finger has drawn a little before the second one comes.
  const drawn = await inkling.text('net-input');
  const apart = [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3].map(
    (d) =>
      [
        [0.4 - d, 0.4 - d],
        [0.5 + d, 0.5 + d],
      ] as const,
  );
  await inkling.touch([[[0.4, 0.36]], [[0.4, 0.4]], ...apart]);
  await expect.poll(() => page.evaluate(() => window.visualViewport!.scale)).toBeGreaterThan(1.2);
  await inkling.expectText('prediction', '1');
  expect(await inkling.text('net-input')).toBe(drawn);
  // Out of view now, and not to be scrolled to.
  await inkling.button('Undo').dispatchEvent('click');
  await inkling.expectText('net-input', '');
  await context.close();
});

test('after a pen, its hand leaves nothing, and a finger that plainly draws does', async ({ browser }) => {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const inkling = await new InklingPage(page).withoutDigits();
  await page.goto('./');
  await inkling.drawByPen(ownDigit('7', 0.05, 0.3, 0.4));
  await inkling.expectText('prediction', '7');
  const seven = await inkling.text('net-input');
  const palm = [[[0.7, 0.7]], [[0.72, 0.7]]] as const;
  await inkling.touch(palm, 30);
  await page.waitForTimeout(1500);
  await inkling.touch(palm, 30);
  await inkling.touch([[[0.75, 0.4]], [[0.75, 0.5]], [[0.75, 0.6]]]);
  await inkling.expectText('prediction', '71');
  await inkling.button('Undo').click();
  await inkling.expectText('prediction', '7');
  expect(await inkling.text('net-input')).toBe(seven);
  await context.close();
});

test('keys scroll the page after a mouse has drawn, and draw where focus came by key', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  const inkling = await new InklingPage(page).withoutDigits();
  await inkling.open();
  await inkling.draw(ownDigit('7'));
  await inkling.expectText('prediction', '7');
  const pad = inkling.element('pad');
  await expect(pad).toBeFocused();
  const seven = await inkling.text('net-input');
  const scrolledTo = () => page.evaluate(() => window.scrollY);
  for (const key of ['ArrowDown', 'Space']) {
    await page.evaluate(() => window.scrollTo(0, 0));
    // Again where a busy browser lost the key's scrolling to the jump before it.
    await expect(async () => {
      await page.keyboard.press(key);
      await expect.poll(scrolledTo, { timeout: 3000 }).toBeGreaterThan(0);
    }).toPass();
  }
  await page.keyboard.press('Escape');
  await expect(page.getByText('Arrow keys move, Space lowers and lifts the pen')).toHaveCSS('opacity', '0');
  await inkling.expectText('net-input', seven);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(pad).toBeFocused();
  await expect(page.getByText('Arrow keys move, Space lowers and lifts the pen')).toHaveCSS('opacity', '1');
  // The browser scrolls smoothly: what the keys before set going has come to rest first.
  let before = -1;
  await expect(async () => {
    before = await scrolledTo();
    await page.waitForTimeout(500);
    expect(await scrolledTo()).toBe(before);
  }).toPass();
  for (const key of ['Escape', 'Space', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect.poll(() => inkling.text('net-input')).not.toBe(seven);
  expect(await inkling.text('net-input')).not.toBe('');
  expect(await scrolledTo()).toBe(before);
});
