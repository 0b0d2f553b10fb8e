/** Storage that is full, wiped or damaged. */
import type { FaultKind } from '../kind';
import { RUNNING } from '../moments';
import { pause, type Scene } from '../scene';
import { putRecord, removeRecord } from '../storage';
import { NOTHING_LOST, reopened, restarted, trainsOn } from '../ways-out';

/** Taken away again, so that no later fault meets it. */
let spoiltRun = '';
const DAMAGED = 'damaged-on-purpose';

async function limitStorage(scene: Scene, quotaBytes?: number): Promise<void> {
  const session = await scene.pageSession();
  const { origin } = new URL(scene.site.address);
  const quota = quotaBytes === undefined ? {} : { quotaSize: quotaBytes };
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
  await session.detach();
}

/** A record that is not what it should be, found when the page is opened again; the others are as they were. */
const damagedRecord = (store: 'runs' | 'digits', place: string, sentence: RegExp): FaultKind => ({
  name: `damaged record among ${store}`,
  moments: ['mid-run', 'paused', 'finished'],
  strike: async (scene, before) => {
    const junk = scene.random.of([
      { id: DAMAGED },
      { id: DAMAGED, version: 99, step: 'many' },
      { id: DAMAGED, label: 11, strokes: 'none', status: 'training', curves: null },
    ]);
    await putRecord(scene.page, store, junk);
    const outcome = await reopened(scene, before, async () => {});
    const at = Date.now();
    await scene.show(place);
    const message = await scene.untilSaid(sentence, 5000);
    return { ...outcome, noticedMs: Date.now() - at, message };
  },
  disarm: (scene) => removeRecord(scene.page, store, DAMAGED),
});

export const KEPT: readonly FaultKind[] = [
  damagedRecord('runs', 'runs', /damaged|could not be read/),
  damagedRecord('digits', 'data', /could not be read back/),
  {
    name: 'the network on screen is damaged in storage',
    moments: ['paused', 'finished'],
    // It is on screen still: a fresh thread has to say that its copy is damaged, and another run can be trained.
    strike: async (scene, before) => {
      if (before.runId === undefined) throw new Error('the run is not stored');
      await pause(300);
      await putRecord(scene.page, 'weights', {
        id: `${before.runId}/last`,
        runId: before.runId,
        sizeBytes: 12,
        state: { step: before.look.step, weights: [], slots: [] },
      });
      spoiltRun = before.runId;
      const at = Date.now();
      await scene.goto();
      const go = scene.button(/^(Go on|Take it up)$/).first();
      await go.click();
      const message = await scene.untilSaid(/damaged|could not be read/i, 5000);
      const noticedMs = Date.now() - at;
      await scene.button('Dismiss').click();
      const back = await trainsOn(scene);
      return { noticedMs, message, wayOut: 'Dismiss, Train', ...NOTHING_LOST, back };
    },
    disarm: async (scene) => {
      await removeRecord(scene.page, 'runs', spoiltRun);
      await removeRecord(scene.page, 'weights', `${spoiltRun}/last`);
    },
  },
  {
    name: 'storage is full, then has room again',
    moments: ['first steps', 'mid-run', 'after reload'],
    noticeLimitMs: 9000,
    strike: async (scene) => {
      const at = Date.now();
      await limitStorage(scene, 1000);
      const message = await scene.untilSaid(/storage is full/, 9000);
      const noticedMs = Date.now() - at;
      const during = await scene.until('it trains all the same', ({ status }) => status === 'training');
      await limitStorage(scene);
      await scene.until('it trains', ({ step }) => step > during.step + 100);
      // All is well again when the next copy is stored.
      const end = Date.now() + 9000;
      while ((await scene.said(/storage is full/)) !== undefined) {
        if (Date.now() > end)
          throw new Error('there is room again, and the page still says that there is none');
        await pause(50);
      }
      const [run] = (await scene.treasure()).runs;
      if (!run || run.step < during.step) throw new Error('there is room again, and the run is not stored');
      return { noticedMs, message, wayOut: '', ...NOTHING_LOST, back: await trainsOn(scene) };
    },
    disarm: (scene) => limitStorage(scene),
  },
  {
    name: 'storage is full, and the trainer ends',
    moments: ['mid-run', 'paused'],
    strike: async (scene, before) => {
      await limitStorage(scene, 1000);
      await scene.untilSaid(/storage is full/, 9000).catch(() => '');
      const now = await scene.look();
      const trainer = await scene.trainer();
      const outcome = await restarted(
        scene,
        { ...before, look: now },
        () => trainer.evaluate(() => self.close()),
        /training thread has stopped/,
        3000,
      );
      return outcome;
    },
    disarm: (scene) => limitStorage(scene),
  },
  {
    name: 'the database is closed under the page',
    moments: RUNNING,
    strike: async (scene, before) => {
      // As another tab of a newer edition does: all who hold it have to let go.
      await scene.page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const opening = indexedDB.open('inkling', 4_000_000);
            opening.addEventListener('upgradeneeded', () => opening.transaction?.abort());
            opening.addEventListener('error', () => resolve());
            opening.addEventListener('success', () => resolve());
          }),
      );
      const trained = (await scene.look()).trained;
      await scene.until('it trains on', (look) => look.trained > trained + 6, 60_000);
      const [run] = (await scene.treasure()).runs;
      if (!run || run.step <= before.look.step) throw new Error('nothing is stored any more');
      const { fault } = await scene.look();
      if (fault !== '') throw new Error(`nothing was to be said, and the page says: ${fault}`);
      return { message: '', wayOut: '', ...NOTHING_LOST, back: await trainsOn(scene) };
    },
  },
  {
    name: 'wishes are damaged',
    moments: ['mid-run', 'paused'],
    strike: (scene, before) =>
      reopened(scene, before, () =>
        scene.page.evaluate(() => {
          const kept = Object.fromEntries(Object.entries(localStorage)) as Record<string, string>;
          for (const key of Object.keys(kept)) localStorage.setItem(key, '{"\u0000');
          sessionStorage.setItem('kept', JSON.stringify(kept));
        }),
      ),
    disarm: (scene) =>
      scene.page.evaluate(() => {
        const kept = JSON.parse(sessionStorage.getItem('kept') ?? '{}') as Record<string, string>;
        for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
      }),
  },
];
