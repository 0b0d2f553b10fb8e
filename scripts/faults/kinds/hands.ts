/** Numbers that fly apart, and hands that press anything. */
import type { FaultKind } from '../kind';
import { pause, type Scene } from '../scene';
import { NOTHING_LOST, trainsOn } from '../ways-out';

const CLICKS = 300;

const flownApart = (engine: string): FaultKind => ({
  name: `NaN, ${engine}`,
  moments: ['ready'],
  // Units that may not die: dead ones end at a loss that is large, and a number.
  query: `preset=quick&augment=off&engine=${engine}&hidden=64-64-64&activation=leakyRelu&lr=10&optimizer=momentum&schedule=constant&epochs=500`,
  strike: async (scene) => {
    const at = Date.now();
    await scene.button('Train').click();
    const message = await scene.untilSaid(/no longer a number/, 20_000);
    const noticedMs = Date.now() - at;
    const { step } = await scene.look();
    if (step === 0) {
      // Nothing has learned: nothing can be tried out or taught.
      await scene.show('evaluation');
      const evaluate = scene.button('Evaluate');
      await evaluate.waitFor();
      if ((await evaluate.getAttribute('aria-disabled')) !== 'true')
        throw new Error('it has learned nothing, and can be evaluated');
    }
    await scene.button('Use a tenth of the learning rate').click();
    if (!scene.page.url().includes('lr=1&')) throw new Error('the rate is as it was');
    // A tenth may still be too much here: what is wanted is that the way out leads on.
    const small = scene.page.url().replace('lr=1&', 'lr=0.01&');
    await scene.page.goto(small);
    const back = await trainsOn(scene);
    await scene.goto();
    return { noticedMs, message, wayOut: 'Use a tenth of the learning rate', ...NOTHING_LOST, back };
  },
  noticeLimitMs: 20_000,
});

/** Presses, or types into, whatever is in view, now here, now there. */
async function pressAround(scene: Scene, count: number): Promise<void> {
  const { page, random } = scene;
  const away = (opened: typeof page): void => void opened.close().catch(() => undefined);
  page.on('popup', away);
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  for (let i = 0; i < count; i++) {
    const x = random.whole(0, 1440);
    const y = random.whole(0, 1000);
    const choice = random.between(0, 1);
    if (choice < 0.1) await page.mouse.wheel(0, random.between(-1500, 2000));
    else if (choice < 0.25) {
      // Something that can be pressed, wherever it is.
      await page.evaluate(
        (share) => {
          const all = [
            ...document.querySelectorAll<HTMLElement>(
              'button, input, select, summary, a[href^="#"], [role="tab"]',
            ),
          ].filter((element) => element.checkVisibility());
          all[Math.floor(share * all.length)]?.click();
        },
        random.between(0, 1),
      );
    } else if (choice < 0.32)
      await page.keyboard.press(random.of(['Tab', 'Enter', 'Space', 'Escape', 'ArrowLeft', '7', 'z']));
    else await page.mouse.click(x, y, { delay: random.between(0, 8) });
    // A link may lead away.
    if (!page.url().startsWith(scene.site.address)) await page.goBack().catch(() => undefined);
  }
  page.off('popup', away);
}

export const HANDS: readonly FaultKind[] = [
  flownApart('simd'),
  flownApart('webgl'),
  flownApart('tfjs-wasm'),
  {
    name: `${CLICKS} random clicks`,
    moments: ['ready', 'mid-run', 'paused', 'finished'],
    mayDelete: true,
    strike: async (scene) => {
      await pressAround(scene, CLICKS);
      await pause(300);
      if (!scene.page.url().startsWith(scene.site.address)) await scene.goto();
      const { status, fault } = await scene.look();
      // What was pressed may be refused, an engine that there is none of here for one.
      if (fault !== '' && !/must be|could not be read|stays with/.test(fault))
        throw new Error(`${status}, and the page says: ${fault}`);
      await scene.goto();
      return { ...NOTHING_LOST, message: '', wayOut: '', back: await trainsOn(scene) };
    },
  },
];
