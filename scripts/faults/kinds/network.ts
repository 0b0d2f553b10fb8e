/** What a network does to the digits on their way, and to a page that is open. */
import { STALL_MS } from '../../../src/dataset/fetch-file';
import type { Before, FaultKind, Outcome } from '../kind';
import { pause, type Scene } from '../scene';
import type { Mischief } from '../site';
import { bears, NOTHING_LOST, trainsOn } from '../ways-out';

/** Attempts that are repeated with growing pauses take so long before a refusal is believed. */
const REFUSED_MS = 9000;
/** A line may be silent for so long, twice, before it is given up: poor ones are. */
const NEVER_CAME_MS = 2 * STALL_MS + 3000;
const ALL_DIGITS = /\/mnist\/.*\.(png|bin)$/;

const aShard = (scene: Scene): RegExp =>
  scene.random.of([
    /\/mnist\/train-0[1-9]\./,
    /\/mnist\/train-0[3-4]\./,
    /\/mnist\/train-10\./,
    /\/mnist\/train-labels\./,
    /\/mnist\/test-01\./,
    /\/mnist\/validation-00\./,
  ]);

/** Waits for the sentence, has the line mended, presses Retry, and all digits come. */
async function retried(
  scene: Scene,
  before: Before,
  sentence: RegExp,
  limitMs: number,
  at = Date.now(),
): Promise<Outcome> {
  const message = await scene.untilSaid(sentence, at + limitMs - Date.now());
  const noticedMs = Date.now() - at;
  const step = (await scene.look()).step;
  scene.site.behave();
  await scene.button('Retry').click();
  await allHere(scene);
  const now = await scene.look();
  if (now.fault !== '') throw new Error(`all digits are here, and the page says: ${now.fault}`);
  return {
    noticedMs,
    message,
    wayOut: 'Retry',
    lostSteps: Math.max(0, Math.max(step, before.look.step) - now.step),
    lostSeconds: Math.max(0, before.look.trained - now.trained),
    back: `all digits, ${await trainsOn(scene)}`,
  };
}

/** When the page was given the first bad answer: it takes its files one after the other. */
async function whenStruck({ site }: Scene): Promise<number> {
  const end = Date.now() + 40_000;
  while (site.struckAt === undefined) {
    if (Date.now() > end) throw new Error('the files that are spoilt were never asked for');
    await pause(20);
  }
  return site.struckAt;
}

async function allHere(scene: Scene): Promise<void> {
  const end = Date.now() + 40_000;
  const share = () => scene.page.getByTestId('data-progress').getAttribute('data-value');
  while ((await share()) !== '1') {
    if (Date.now() > end) throw new Error(`only ${await share()} of the digits came`);
    await pause(50);
  }
}

/** From the moment that the page is opened, digits arrive badly. */
const spoilt = (mischief: Mischief, sentence: RegExp, limitMs = REFUSED_MS): FaultKind => ({
  name: `digits: ${mischief}`,
  moments: ['loading'],
  isOnline: true,
  noticeLimitMs: limitMs,
  arm: (scene) => Promise.resolve(scene.site.misbehave(aShard(scene), mischief)),
  strike: async (scene, before) => retried(scene, before, sentence, limitMs, await whenStruck(scene)),
  disarm: (scene) => Promise.resolve(scene.site.behave()),
});

const NOT_DOWNLOADED = /could not be downloaded/;

export const NETWORK: readonly FaultKind[] = [
  spoilt('404', NOT_DOWNLOADED),
  spoilt('500', NOT_DOWNLOADED),
  spoilt('gone', NOT_DOWNLOADED),
  spoilt('cut', NOT_DOWNLOADED),
  spoilt('short', /came cut short/),
  spoilt('bit flip', /arrived damaged/),
  spoilt('page', /a web page came/),
  spoilt('hang', NOT_DOWNLOADED, NEVER_CAME_MS),
  {
    name: 'list of digits: a page in its place',
    moments: ['loading'],
    isOnline: true,
    noticeLimitMs: REFUSED_MS,
    arm: (scene) => Promise.resolve(scene.site.misbehave(/\/mnist\/manifest\.json$/, 'page')),
    strike: async (scene, before) =>
      retried(scene, before, /a web page came/, REFUSED_MS, await whenStruck(scene)),
    disarm: (scene) => Promise.resolve(scene.site.behave()),
  },
  {
    name: 'digits: slow',
    moments: ['loading'],
    isOnline: true,
    arm: (scene) => Promise.resolve(scene.site.misbehave(ALL_DIGITS, 'slow')),
    strike: async (scene) => {
      await pause(2500);
      const { fault } = await scene.look();
      if (fault !== '') throw new Error(`slow is not wrong, and the page says: ${fault}`);
      const message = await scene.untilSaid(/MB|digits/i, 1000);
      scene.site.behave();
      await allHere(scene);
      return { ...NOTHING_LOST, message, wayOut: '', back: `all digits, ${await trainsOn(scene)}` };
    },
    disarm: (scene) => Promise.resolve(scene.site.behave()),
  },
  {
    name: 'offline while it loads, and back',
    moments: ['loading'],
    isOnline: true,
    noticeLimitMs: REFUSED_MS,
    arm: (scene) => Promise.resolve(scene.site.misbehave(ALL_DIGITS, 'slow')),
    strike: async (scene, before) => {
      await pause(scene.random.between(300, 1500));
      scene.site.misbehave(/./, 'gone');
      await scene.context.setOffline(true);
      const at = Date.now();
      const message = await scene.untilSaid(NOT_DOWNLOADED, REFUSED_MS);
      const noticedMs = Date.now() - at;
      scene.site.behave();
      await scene.context.setOffline(false);
      return { ...(await retried(scene, before, NOT_DOWNLOADED, 1000)), message, noticedMs };
    },
    disarm: async (scene) => {
      scene.site.behave();
      await scene.context.setOffline(false);
    },
  },
  {
    name: 'offline while it trains on what is here',
    moments: ['mid-run', 'evaluating', 'paused', 'teaching'],
    strike: async (scene, before) => {
      await scene.context.setOffline(true);
      scene.site.misbehave(/./, 'gone');
      const outcome = await bears(scene, before, () => pause(1000));
      scene.site.behave();
      await scene.context.setOffline(false);
      return outcome;
    },
    disarm: async (scene) => {
      scene.site.behave();
      await scene.context.setOffline(false);
    },
  },
  {
    name: 'opened while the host is gone',
    moments: ['mid-run', 'finished'],
    // What keeps the parts has to have had the time to.
    strike: async (scene, before) => {
      await scene.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await pause(1500);
      scene.site.misbehave(/./, 'gone');
      await scene.page.reload();
      await allHere(scene);
      const offer = await scene.page.getByTestId('interrupted-run').first().isVisible();
      return {
        ...NOTHING_LOST,
        message: '',
        wayOut: 'opened again',
        back: `all digits${offer ? ', its run offered' : ''}, ${before.moment}, ${await trainsOn(scene)}`,
      };
    },
    disarm: (scene) => Promise.resolve(scene.site.behave()),
  },
];
