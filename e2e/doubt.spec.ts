/** Honest uncertainty on the real page, by the pretrained network: nothing has to be trained for it. */
import { expect, test } from '@playwright/test';
import { testDrawings } from '../scripts/guard/test-drawings';
import { drawAndRead } from '../scripts/hands/replay';
import { InklingPage } from './inkling-page';
import { penDigits } from './pen-digits';

const COUNT = 5;

test(
  'the page doubts what is no digit, says so, and seldom doubts a digit',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(240_000);
    const inkling = new InklingPage(page);
    const guardHere = page.waitForResponse((response) => response.url().endsWith('guard.bin'));
    await inkling.open('engine=simd');
    await guardHere;

    const digits = penDigits(COUNT);
    let doubted = 0;
    for (const [turn, digit] of digits.entries()) {
      if ((await drawAndRead(page, digit, 1, turn)).doubted) doubted++;
    }
    expect(doubted / digits.length).toBeLessThanOrEqual(0.25);

    const kinds = testDrawings(1);
    const drawings = kinds.filter((_, i) => i % Math.ceil(kinds.length / COUNT) === 0);
    let certain = 0;
    for (const [turn, { strokes }] of drawings.entries()) {
      const points = strokes.map((stroke) => stroke.map(({ x, y }): [number, number] => [x, y]));
      const drawing = { label: 0, writer: 'own', strokes: points };
      if (!(await drawAndRead(page, drawing, 2, turn)).doubted) certain++;
    }
    expect(certain / drawings.length).toBeLessThanOrEqual(0.25);
    console.log(`${doubted} of ${digits.length} digits doubted, ${certain} of ${drawings.length} others not`);

    await inkling.button('Clear').click();
    await inkling.draw([
      [
        [0.2, 0.8],
        [0.35, 0.2],
        [0.5, 0.8],
        [0.65, 0.2],
        [0.8, 0.8],
      ],
    ]);
    await expect(inkling.element('prediction')).toHaveAttribute('data-state', 'unsure');
    await expect(page.getByText('That does not look like a digit').first()).toBeVisible();
  },
);
