/**
 * From the pen's move to the answer in the document, by the page's own performance measures: while a network trains, and at
 * rest, that is, with the same run paused.
 */
import type { Browser, Page } from '@playwright/test';
import { type Latencies, takeLatencies } from '../hands/replay';
import { attribute, expectEngine, openPage, press, waitForStatus, waitForStep } from './contract';
import { strokeOf } from './strokes';

/** The network answers from its first step on; a few more, and all its programs are compiled. */
const WARM_UP_STEPS = 20;
const SETTLE_MS = 2_000;
const POINTS = 40;
/** About a pen's pace; handing the point to the browser comes on top. */
const POINT_MS = 16;
/** A run that is never done while the pen is measured. */
const ENDLESS_EPOCHS = 500;

export interface PenRun {
  readonly preset: string;
  readonly engine: string;
  /** Undefined when it could not be measured. */
  readonly latencies: { readonly training: Latencies; readonly atRest: Latencies } | undefined;
  /** Why not; "" when it was. */
  readonly reason: string;
}

async function draw(page: Page, drawings: number): Promise<void> {
  const pad = page.getByTestId('pad');
  await pad.scrollIntoViewIfNeeded();
  for (let n = 0; n < drawings; n++) {
    await press(page, 'Clear');
    const box = (await pad.boundingBox())!;
    const side = Math.min(box.width, box.height);
    for (const [i, [x, y]] of strokeOf(n, POINTS).entries()) {
      await page.mouse.move(box.x + x * side, box.y + y * side);
      if (i === 0) await page.mouse.down();
      await page.waitForTimeout(POINT_MS);
    }
    await page.mouse.up();
    // The last answer may still be on its way.
    await page.waitForTimeout(500);
  }
}

/** Throws an Error when no answer was measured: a page that takes no measures would look like one that is quick. */
async function latenciesOf(page: Page, drawings: number): Promise<Latencies> {
  await page.waitForTimeout(SETTLE_MS);
  await takeLatencies(page);
  await draw(page, drawings);
  const latencies = await takeLatencies(page);
  if (latencies.answered.length === 0) throw new Error('the page measured no answer');
  return latencies;
}

async function measure(browser: Browser, pageUrl: string, query: string, engine: string, drawings: number) {
  const page = await openPage(
    browser,
    pageUrl,
    `${query}&engine=${engine}&epochs=${ENDLESS_EPOCHS}&autostart=1`,
  );
  try {
    await waitForStep(page, WARM_UP_STEPS);
    await expectEngine(page, engine);
    const training = await latenciesOf(page, drawings);
    const status = await attribute(page, 'run-status');
    if (status !== 'training') throw new Error(`the page was to train all the while, but is ${status}`);
    await press(page, 'Pause');
    await waitForStatus(page, 'paused');
    return { training, atRest: await latenciesOf(page, drawings) };
  } finally {
    await page.close();
  }
}

/** drawings: digits drawn while training and again at rest, forty points each. What goes wrong is that run's reason. */
export async function measurePen(
  browser: Browser,
  pageUrl: string,
  preset: string,
  engine: string,
  drawings: number,
): Promise<PenRun> {
  try {
    const latencies = await measure(browser, pageUrl, `preset=${preset}`, engine, drawings);
    return { preset, engine, latencies, reason: '' };
  } catch (error) {
    return {
      preset,
      engine,
      latencies: undefined,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}
