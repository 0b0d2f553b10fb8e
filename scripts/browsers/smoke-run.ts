/** A visit as most are: open, set a rate, train two epochs, draw, evaluate, reload, go on. */
import { ownDigit } from '../hands/own-digits';
import type { Driver } from './driver';
import { SmokePage } from './smoke-page';

export interface SmokeResult {
  readonly engine: string;
  readonly openSeconds: number;
  readonly stepsPerSecond: number;
  /** Of the validation digits, 0..1. */
  readonly accuracyFraction: number;
  readonly testAccuracyFraction: number;
  readonly predicted: string;
}

/** Throws an Error with what went wrong. */
function check(isRight: boolean, wrong: string): void {
  if (!isRight) throw new Error(wrong);
}

/** query: the experiment, of two epochs. leastAccuracy: what it must reach on validation digits, 0..1. Rejects with what failed. */
export async function smokeRun(
  driver: Driver,
  url: string,
  query: string,
  leastAccuracy: number,
): Promise<SmokeResult> {
  const page = new SmokePage(driver);
  const openedAt = performance.now();
  await driver.open(`${url}?${query}`);
  await page.expect('run-status', 'ready');
  const openSeconds = (performance.now() - openedAt) / 1000;

  // As phones with a comma on their keyboards type it.
  await page.show('settings');
  await page.fill('Learning rate', '0,002');
  await page.until('lr=0.002 in the address', () =>
    driver.evaluate<boolean>('/[?&]lr=0.002(&|$)/.test(location.search)'),
  );

  await page.press('Train');
  await page.until('the second epoch', async () => (await page.number('epoch')) >= 1);
  await page.expect('run-status', 'finished');
  const accuracyFraction = await page.number('val-accuracy');
  check(accuracyFraction >= leastAccuracy, `two epochs came to ${accuracyFraction} only`);
  const stepsPerSecond = (await page.number('step')) / (await page.number('train-seconds'));

  await page.draw(ownDigit('7'));
  await page.expect('prediction', '7');
  const predicted = await page.value('prediction');

  await page.show('evaluation');
  await page.press('Evaluate');
  await page.until('a test accuracy', async () => (await page.number('test-accuracy')) > 0);
  const testAccuracyFraction = await page.number('test-accuracy');

  const step = await page.number('step');
  await driver.reload();
  await page.expect('run-status', 'ready');
  await page.show('runs');
  await page.press('', '[data-testid="run-row"] button[aria-label^="Open "]');
  await page.expect('step', String(step));
  await page.expect('val-accuracy', String(accuracyFraction));
  await page.fill('More epochs to train', '1');
  await page.press('Go on', 'form[aria-label="Train on"] button');
  await page.expect('step', String((step / 2) * 3));
  await page.expect('run-status', 'finished');
  return {
    engine: await page.value('engine'),
    openSeconds,
    stepsPerSecond,
    accuracyFraction,
    testAccuracyFraction,
    predicted,
  };
}
