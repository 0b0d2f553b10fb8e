/** Draws on the real page, by the browser's own pointer events, and tells what it reads. */
import type { Page } from '@playwright/test';
import type { KindReading } from './kind-tally';
import type { KindDrawing } from './kinds';
import { type PenDigit, type PenStrokes, placeOnPad } from './pen-digits';
import type { HandReading } from './tally';

/** The reading must have been the same for this long, also on a busy machine: an answer to a point on the way is not one to the digit. */
const SETTLED_MS = 150;

interface PageReading {
  /** "" for none. */
  readonly answer: string;
  /** Of the whole, and of each digit where there are several: "sure", "unsure" or "none". */
  readonly state: string;
  readonly states: readonly string[];
}

/** Draws the digit on the empty pad and waits until its reading stands still. */
export async function drawAndRead(
  page: Page,
  { label, writer, strokes }: PenDigit,
  seed: number,
  turn: number,
): Promise<HandReading> {
  const { answer, state } = await readStrokes(page, strokes, seed, turn);
  return { label, writer, answer, doubted: state === 'unsure' };
}

/** Likewise a drawing of several signs. */
export async function drawAndReadKind(
  page: Page,
  { meaning, strokes }: KindDrawing,
  seed: number,
  turn: number,
): Promise<KindReading> {
  const { answer, state, states } = await readStrokes(page, strokes, seed, turn);
  const places = states.length > 0 ? states : [state];
  return { meaning, answer, doubted: places.map((place) => place === 'unsure') };
}

async function readStrokes(
  page: Page,
  strokes: PenStrokes,
  seed: number,
  turn: number,
): Promise<PageReading> {
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  const box = await page.getByTestId('pad').boundingBox();
  if (!box) throw new Error('There is no pad on the page.');
  const side = Math.min(box.width, box.height);
  for (const stroke of placeOnPad(strokes, seed, turn)) {
    for (const [i, [x, y]] of stroke.entries()) {
      await page.mouse.move(box.x + x * side, box.y + y * side);
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
  return settledReading(page);
}

/** No function in here has a name: tsx would have it call a helper that the page does not have. */
const settledReading = (page: Page): Promise<PageReading> =>
  page.evaluate(
    (settledMs) =>
      new Promise<PageReading>((resolve) => {
        const prediction = document.querySelector('[data-testid="prediction"]')!;
        let since = performance.now();
        const observer = new MutationObserver(() => {
          since = performance.now();
        });
        observer.observe(prediction, { attributes: true });
        const timer = setInterval(() => {
          if (performance.now() - since < settledMs) return;
          clearInterval(timer);
          observer.disconnect();
          resolve({
            answer: prediction.getAttribute('data-value') ?? '',
            state: prediction.getAttribute('data-state') ?? '',
            states: [...document.querySelectorAll('[data-testid^="digit-"][data-confidence]')].map(
              (digit) => digit.getAttribute('data-state') ?? '',
            ),
          });
        }, 10);
      }),
    SETTLED_MS,
  );

/** Durations in ms of the page's own measurements since the last call: from the pen's move until the answer is there, and painted. */
export interface Latencies {
  readonly answered: readonly number[];
  readonly painted: readonly number[];
}

export const takeLatencies = (page: Page): Promise<Latencies> =>
  page.evaluate(() => {
    const [answered, painted] = ['reading', 'reading-painted'].map((name) =>
      performance.getEntriesByName(name, 'measure').map(({ duration }) => duration),
    );
    performance.clearMeasures();
    return { answered: answered!, painted: painted! };
  });
