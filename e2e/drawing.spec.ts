import { expect, test } from '@playwright/test';
import { drawAndRead } from '../scripts/hands/replay';
import { InklingPage } from './inkling-page';
import { penDigits } from './pen-digits';

test('reads drawn digits with the network that was trained a moment ago', async ({ page }) => {
  test.setTimeout(240_000);
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&engine=simd&epochs=4&augment=on&autostart=1');
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
  await inkling.open('preset=quick&engine=simd&epochs=1&autostart=1');
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

test('reads on while training: the answer changes with the network, not only with the pen', async ({
  page,
}) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&engine=tfjs-wasm&epochs=3&autostart=1');
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
});

test('a finger draws without moving the page', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 700 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const inkling = new InklingPage(page);
  await page.goto('./');
  const pad = inkling.element('pad');
  await pad.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => window.scrollY);
  const box = (await pad.boundingBox())!;
  const session = await context.newCDPSession(page);
  const at = (y: number) => [{ x: box.x + box.width / 2, y: box.y + box.height * y }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0.8) });
  for (let y = 0.75; y > 0.2; y -= 0.05) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(y) });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(() => inkling.text('net-input')).toMatch(/,255|,25\d|,24\d/);
  expect(await page.evaluate(() => window.scrollY)).toBe(before);
  await context.close();
});
