/** A visit as most are: open, set a rate, train two epochs, draw, evaluate, reload, go on. */
import { ownDigit } from '../hands/own-digits';
import { callOf, type Driver } from './driver';
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

/** As a browser's translation does it: texts give way to <font> elements, again and again. How often that was. */
function translate(): number {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  const wanted = texts.filter(
    (text) => !text.parentElement?.closest('svg, script, style, font, option, code'),
  );
  for (const text of wanted) {
    const font = document.createElement('font');
    font.append(document.createElement('font'));
    font.firstElementChild!.textContent = `<${text.data}>`;
    text.replaceWith(font);
  }
  return wanted.length;
}

/**
 * Over plain http from another machine, as a class-room has it: trains while the browser translates it, is left for another page
 * and come back to; it then trains on, or offers to. Says which, or what is missing. Rejects with what failed.
 */
export async function classRoomRun(driver: Driver, url: string): Promise<string> {
  const page = new SmokePage(driver);
  await driver.open(`${url}?preset=quick&augment=off&engine=simd&hidden=16&epochs=100&seed=1&pace=100`);
  await page.expect('run-status', 'ready');
  check(!(await driver.evaluate<boolean>('isSecureContext')), 'this is no plain http');
  await page.press('Train');
  const goesOn = async (steps: number): Promise<void> => {
    const step = await page.number('step');
    await page.until(`step ${step + steps}`, async () => (await page.number('step')) >= step + steps);
  };
  await goesOn(100);
  for (let i = 0; i < 5; i++) {
    await driver.evaluate(callOf(translate));
    await goesOn(10);
  }
  // What is kept every five seconds is there to come back to.
  await page.until('a kept run', () =>
    driver.evaluate<boolean>(
      "indexedDB.databases().then((all) => all.some(({ name }) => name === 'inkling'))",
    ),
  );
  await goesOn(600);
  await driver.open(`${url}favicon.svg`);
  await driver.back();
  return page.until('the run', async () => {
    if ((await page.value('run-status')) === 'training') {
      await goesOn(50);
      return (await page.value('error')) === '' && 'trained on';
    }
    return (await page.value('interrupted-run')) !== '' && 'offered the run';
  });
}
