/** Threads that end, throw or spin. */
import type { Worker as Thread } from '@playwright/test';
import { foreignTrainer, ownTrainer } from '../foreign-trainer';
import type { FaultKind } from '../kind';
import { ANY, RUNNING, TRAINED } from '../moments';
import { INJECTED, type Scene } from '../scene';
import { bears, NOTHING_LOST, restarted, trainsOn } from '../ways-out';

const STOPPED = /training thread has stopped|Training broke off|could not be started/;
const SILENT = /has not answered for a while|training thread has stopped/;
const NOTICE_MS = 3000;
/** The page gives a reader that does not answer a quarter of a minute before another takes its place. */
const GIVEN_UP_MS = 20_000;

/** Ends it from within, without an error or a goodbye. */
const end = (worker: Thread): Promise<void> => worker.evaluate(() => self.close());

/** It never answers; the page ends it. In a task of its own: Chromium does not end a thread within a debugger's. */
const spin = (worker: Thread): Promise<void> =>
  worker.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });

/** What the page would be without locks, as over plain http, from its next loading on. */
const hideLocks = async (scene: Scene): Promise<void> => {
  const page = await scene.newPage();
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
};

/** An engine's threads sleep until there is work, and hear nobody but the one who made them. */
const CATCH_HELPERS = `self.helpers = [];
  self.Worker = class extends self.Worker {
    constructor(...args) {
      super(...args);
      self.helpers.push(this);
    }
  };`;

type HelperScope = { readonly helpers: Worker[] };

export const THREADS: readonly FaultKind[] = [
  {
    name: 'trainer ended',
    moments: ANY,
    strike: async (scene, before) => {
      const trainer = await scene.trainer();
      return restarted(scene, before, () => end(trainer), STOPPED, NOTICE_MS);
    },
  },
  {
    name: 'trainer ended, no Web Locks',
    moments: TRAINED,
    arm: hideLocks,
    strike: async (scene, before) => {
      const trainer = await scene.trainer();
      return restarted(scene, before, () => end(trainer), SILENT, NOTICE_MS);
    },
    disarm: async (scene) => void (await scene.newPage()),
  },
  {
    name: 'trainer spins for ever',
    moments: TRAINED,
    strike: async (scene, before) => {
      const trainer = await scene.trainer();
      return restarted(scene, before, () => spin(trainer), SILENT, NOTICE_MS);
    },
  },
  {
    name: 'trainer throws where nobody catches',
    moments: TRAINED,
    strike: async (scene, before) => {
      const trainer = await scene.trainer();
      const fling = () =>
        trainer.evaluate((words) => {
          setTimeout(() => {
            throw new Error(words);
          });
        }, INJECTED);
      return restarted(scene, before, fling, STOPPED, NOTICE_MS);
    },
  },
  {
    name: 'no memory for the next copy',
    moments: RUNNING,
    strike: async (scene, before) => {
      const trainer = await scene.trainer();
      const refuse = () =>
        trainer.evaluate((words) => {
          const scope = self as unknown as Record<string, unknown>;
          for (const name of ['Float32Array', 'ArrayBuffer'])
            // Without a name: the compiler's help with names does not come along.
            scope[name] = function () {
              throw new RangeError(`Array buffer allocation failed, ${words}`);
            };
        }, INJECTED);
      // The next copy is due after two seconds of training at most.
      return restarted(scene, before, refuse, /broke off|could not be done|has stopped/, 5000);
    },
    noticeLimitMs: 5000,
  },
  {
    name: 'predictor ended',
    moments: ANY,
    strike: async (scene, before) => {
      const predictor = scene.worker('predictor-entry');
      if (!predictor) throw new Error('there is no predictor');
      const outcome = await bears(scene, before, () => end(predictor));
      await readsPen(scene);
      return { ...outcome, back: `${outcome.back}, pen read` };
    },
  },
  {
    name: 'predictor spins for ever',
    moments: ['ready', 'mid-run', 'paused', 'finished'],
    strike: async (scene) => {
      const predictor = scene.worker('predictor-entry');
      if (!predictor) throw new Error('there is no predictor');
      await spin(predictor);
      const at = Date.now();
      await readsPen(scene, GIVEN_UP_MS);
      const seconds = ((Date.now() - at) / 1000).toFixed(0);
      return {
        ...NOTHING_LOST,
        message: '',
        wayOut: '',
        back: `pen read after ${seconds} s, ${await trainsOn(scene)}`,
      };
    },
  },
  {
    // The threads among which the engine `simd` shares out a step, workers of the trainer's own.
    name: 'thread of an engine ended',
    moments: RUNNING,
    query: 'preset=quick&augment=off&engine=simd&hidden=256-128&epochs=500',
    isOnline: true,
    arm: (scene) => foreignTrainer(scene, CATCH_HELPERS),
    disarm: ownTrainer,
    applies: async (scene) => {
      const trainer = await scene.trainer();
      return trainer.evaluate(() => (self as unknown as HelperScope).helpers.length > 0);
    },
    strike: async (scene, before) => {
      const trainer = await scene.trainer();
      const at = Date.now();
      await trainer.evaluate(
        (share) => {
          const { helpers } = self as unknown as HelperScope;
          helpers[Math.floor(share * helpers.length)]!.terminate();
        },
        scene.random.between(0, 1),
      );
      // It may go on with the threads that are left, or in one; or say that it has stopped.
      const look = await scene.until(
        'steps or a sentence',
        ({ step, fault }) => fault !== '' || step > before.look.step + 200,
        5000,
      );
      if (look.fault === '') return { ...NOTHING_LOST, message: '', wayOut: '', back: await trainsOn(scene) };
      const outcome = await restarted(scene, before, async () => {}, STOPPED, NOTICE_MS);
      return { ...outcome, noticedMs: Date.now() - at };
    },
  },
];

/** A 1, drawn anew; read when another reader has taken the place of one that does not answer. */
async function readsPen(scene: Scene, limitMs = 12_000): Promise<void> {
  const { page } = scene;
  const clear = scene.button('Clear');
  if (await clear.isEnabled().catch(() => false)) await clear.click();
  const pad = page.getByTestId('pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  const x = box.x + box.width / 2;
  await page.mouse.move(x, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(x, box.y + 0.8 * box.height, { steps: 5 });
  await page.mouse.up();
  await page
    .getByTestId('prediction')
    .and(page.locator('[data-value]:not([data-value=""])'))
    .waitFor({ timeout: limitMs });
}
