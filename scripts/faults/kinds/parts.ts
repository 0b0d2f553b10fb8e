/** Parts of the page that do not arrive, at first. */
import type { FaultKind } from '../kind';
import { pause, type Scene, USUAL } from '../scene';
import type { Mischief } from '../site';
import { NOTHING_LOST, trainsOn } from '../ways-out';

const REFUSED_MS = 6000;

/** A section whose script does not come when it is opened; the visitor tries again, or loads the page again. */
const section = (place: string, file: string, mischief: Mischief): FaultKind => ({
  name: `section ${place}: ${mischief}`,
  moments: ['loading'],
  isOnline: true,
  noticeLimitMs: REFUSED_MS,
  arm: (scene) => Promise.resolve(scene.site.misbehave(new RegExp(`/assets/${file}-[^/]*\\.js$`), mischief)),
  strike: async (scene) => {
    await scene.until('it is ready', ({ status }) => status === 'ready');
    await scene.show(place);
    const at = Date.now();
    const message = await scene.untilSaid(/could not be shown/, REFUSED_MS);
    const noticedMs = Date.now() - at;
    scene.site.behave();
    await scene.button('Try again').first().click();
    const works = () => scene.page.getByText(/could not be shown/).count();
    await scene.page.waitForTimeout(700);
    let wayOut = 'Try again';
    if ((await works()) > 0) {
      wayOut = 'Load the page again';
      await scene.button(wayOut).first().click();
      await scene.until('it is ready', ({ status }) => status === 'ready');
    }
    await scene.page.getByTestId('section').waitFor();
    if ((await works()) > 0) throw new Error(`${wayOut} does not bring it`);
    return { noticedMs, message, wayOut, ...NOTHING_LOST, back: `the section, ${await trainsOn(scene)}` };
  },
  disarm: (scene) => Promise.resolve(scene.site.behave()),
});

/** A script without which the page does less; it says so, and a button or loading the page again mends it. */
const script = (
  name: string,
  file: string,
  { sentence, wayOut, mischief = '404', needsTrain = false, limitMs = REFUSED_MS }: ScriptFault,
): FaultKind => ({
  name: `${name}: ${mischief}`,
  moments: ['loading'],
  isOnline: true,
  noticeLimitMs: limitMs,
  arm: (scene) => Promise.resolve(scene.site.misbehave(new RegExp(file), mischief)),
  strike: async (scene) => {
    if (needsTrain) {
      await scene.until('it is ready', ({ status }) => status === 'ready');
      await scene.button('Train').click();
    }
    const at = Date.now();
    const message = await scene.untilSaid(sentence, limitMs);
    const noticedMs = Date.now() - at;
    scene.site.behave();
    await takeWay(scene, wayOut);
    const back = await trainsOn(scene);
    // Each of the two charts says so, and has a button of its own.
    const end = Date.now() + REFUSED_MS;
    while ((await scene.said(sentence)) !== undefined) {
      if (Date.now() > end) throw new Error('what was said stays');
      await pause(1000);
      const again = scene.button(wayOut).first();
      if (await again.isVisible()) await again.click();
    }
    return { noticedMs, message, wayOut, ...NOTHING_LOST, back };
  },
  disarm: (scene) => Promise.resolve(scene.site.behave()),
});

interface ScriptFault {
  readonly sentence: RegExp;
  readonly wayOut: string;
  readonly mischief?: Mischief;
  readonly needsTrain?: boolean;
  readonly limitMs?: number;
}

async function takeWay(scene: Scene, wayOut: string): Promise<void> {
  if (wayOut === 'reload') await scene.goto(USUAL);
  else if (wayOut !== '')
    await scene
      .button(wayOut)
      .or(scene.page.getByRole('link', { name: wayOut }))
      .first()
      .click();
}

export const PARTS: readonly FaultKind[] = [
  section('settings', 'settings-section', '404'),
  section('evaluation', 'connected-evaluation', '500'),
  section('inside', 'insight-section', 'gone'),
  section('runs', 'runs-section', 'short'),
  section('data', 'data-section', 'page'),
  script('training thread', '/assets/trainer-entry-', {
    sentence: /could not be started/,
    wayOut: 'Try again',
  }),
  script('training thread', '/assets/trainer-entry-', {
    sentence: /could not be started/,
    wayOut: 'Try again',
    mischief: 'page',
  }),
  script('reader', '/assets/predictor-entry-', {
    sentence: /pretrained network could not be loaded/i,
    wayOut: 'reload',
    limitMs: 9000,
  }),
  script('pretrained network', '/networks/', {
    sentence: /pretrained network could not be loaded/i,
    wayOut: 'reload',
    limitMs: 9000,
  }),
  script('charts', '/assets/connected-charts-', {
    sentence: /the charts could not be shown/,
    wayOut: 'Try again',
  }),
  script('what draws the charts', '/assets/tfvis-adapter-', {
    sentence: /charts could not be loaded/,
    wayOut: 'Try again',
    needsTrain: true,
  }),
  script('kept runs', '/assets/link-library-', {
    sentence: /kept runs cannot be shown/,
    wayOut: 'Load the page again',
  }),
  script('the page itself', '/assets/index-[^/]*\\.js', {
    sentence: /A part of Inkling is missing/,
    wayOut: 'reload',
  }),
  {
    name: 'engine: 404',
    moments: ['loading'],
    isOnline: true,
    arm: (scene) => Promise.resolve(scene.site.misbehave(/\/assets\/open-simd-engine-/, '404')),
    // Another engine trains, and that is said; the one that was asked for is back when its code is.
    strike: async (scene) => {
      await scene.until('it is ready', ({ status }) => status === 'ready');
      await scene.button('Train').click();
      const at = Date.now();
      const message = await scene.untilSaid(/engine could not be loaded/, 3000);
      const noticedMs = Date.now() - at;
      await scene.until('another engine trains', ({ step }) => step > 3, 30_000);
      scene.site.behave();
      return { noticedMs, message, wayOut: '', ...NOTHING_LOST, back: await trainsOn(scene) };
    },
    disarm: (scene) => Promise.resolve(scene.site.behave()),
  },
];
