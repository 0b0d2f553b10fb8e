import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { InklingPage } from './inkling-page';

type Strokes = [number, number][][];
interface PenDigit {
  readonly label: number;
  readonly writer: string;
  readonly strokes: Strokes;
}

const PEN_STROKES = new URL('../../shared/pen-strokes/pendigits-dev.json', import.meta.url);

/** Digits drawn by hand for this test, in hundredths of the pad: the fallback where no collection is at hand. */
const OWN_DIGITS: readonly PenDigit[] = [
  {
    label: 1,
    writer: 'own',
    strokes: [
      [
        [52, 20],
        [51, 40],
        [49, 60],
        [48, 82],
      ],
    ],
  },
  {
    label: 7,
    writer: 'own',
    strokes: [
      [
        [28, 22],
        [50, 22],
        [72, 22],
        [60, 45],
        [48, 82],
      ],
    ],
  },
  {
    label: 0,
    writer: 'own',
    strokes: [
      [
        [50, 18],
        [34, 28],
        [28, 50],
        [34, 72],
        [50, 82],
        [66, 72],
        [72, 50],
        [66, 28],
        [50, 18],
      ],
    ],
  },
  {
    label: 3,
    writer: 'own',
    strokes: [
      [
        [32, 22],
        [55, 18],
        [66, 32],
        [48, 47],
        [66, 58],
        [66, 74],
        [48, 84],
        [30, 76],
      ],
    ],
  },
  {
    label: 2,
    writer: 'own',
    strokes: [
      [
        [32, 32],
        [42, 20],
        [60, 22],
        [64, 38],
        [50, 58],
        [30, 80],
        [52, 79],
        [72, 80],
      ],
    ],
  },
  {
    label: 4,
    writer: 'own',
    strokes: [
      [
        [38, 20],
        [30, 52],
        [72, 52],
      ],
      [
        [62, 22],
        [60, 84],
      ],
    ],
  },
];

/** Digits of many writers, or our own few. */
function digitsToDraw(): readonly PenDigit[] {
  if (!existsSync(PEN_STROKES)) return OWN_DIGITS;
  const all = JSON.parse(readFileSync(PEN_STROKES, 'utf8')) as PenDigit[];
  return all.filter((_, i) => i % 127 === 0);
}

/** Scales strokes to 30-80% of the pad, somewhere on it; the numbers follow from `turn`, so a failure can be repeated. */
function place(strokes: Strokes, turn: number): Strokes {
  const xs = strokes.flat().map(([x]) => x);
  const ys = strokes.flat().map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const size = Math.max(Math.max(...xs) - left, Math.max(...ys) - top);
  const target = 0.3 + 0.5 * ((turn * 0.618) % 1);
  const free = 0.94 - target;
  const [dx, dy] = [0.03 + free * ((turn * 0.754) % 1), 0.03 + free * ((turn * 0.569) % 1)];
  return strokes.map((stroke) =>
    stroke.map(([x, y]): [number, number] => [
      dx + ((x - left) / size) * target,
      dy + ((y - top) / size) * target,
    ]),
  );
}

test('reads drawn digits with the network that was trained a moment ago', async ({ page }) => {
  test.setTimeout(240_000);
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&engine=simd&epochs=4&augment=on&autostart=1');
  await inkling.expectStatus('finished', 150_000);

  const digits = digitsToDraw();
  let right = 0;
  for (const [turn, { label, strokes }] of digits.entries()) {
    await inkling.button('Clear').click();
    await inkling.expectText('prediction', '');
    await inkling.draw(place(strokes, turn));
    await expect(inkling.element('prediction')).toHaveAttribute('data-value', /^\d$/);
    // The answer to the last point, not to one on the way.
    await page.waitForTimeout(120);
    if ((await inkling.text('prediction')) === String(label)) right++;
  }
  console.log(`read ${right} of ${digits.length} pen digits`);
  expect(right / digits.length).toBeGreaterThanOrEqual(0.8);
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
