/** Storage that is full, wiped or damaged. */
import type { FaultKind } from '../kind';
import { RUNNING } from '../moments';
import { pause } from '../scene';
import { putRecord, removeRecord } from '../storage';
import { fillUp, makeNarrow, makeRoom } from '../narrow-storage';
import { NOTHING_LOST, reopened, restarted, trainsOn } from '../ways-out';

/** Taken away again, so that no later fault meets it. */
let spoiltRun = '';
const DAMAGED = 'damaged-on-purpose';

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
      if (before.moment === 'paused') await scene.goOnButton(before.runId).click();
      else {
        // It is offered when nothing is that earlier faults have broken off.
        const takeUp = scene.button('Take it up');
        const later = scene.button('Later');
        await takeUp.or(later).first().waitFor();
        while (!(await takeUp.isVisible())) await later.first().click();
        await takeUp.click();
      }
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
    arm: makeNarrow,
    strike: async (scene) => {
      await fillUp(scene);
      const at = Date.now();
      const message = await scene.untilSaid(/storage is full/, 9000);
      const noticedMs = Date.now() - at;
      const during = await scene.until('it trains all the same', ({ status }) => status === 'training');
      await makeRoom(scene);
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
    disarm: makeRoom,
  },
  {
    name: 'storage is full, and the trainer ends',
    moments: ['mid-run', 'late'],
    arm: makeNarrow,
    strike: async (scene, before) => {
      await fillUp(scene);
      await scene.untilSaid(/storage is full/, 9000);
      const now = await scene.look();
      const trainer = await scene.trainer();
      return restarted(
        scene,
        { ...before, look: now },
        () => trainer.evaluate(() => self.close()),
        /training thread has stopped/,
        3000,
      );
    },
    disarm: makeRoom,
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
    // What is damaged is as good as gone; the page has to open all the same, and the visitor can wish anew.
    strike: async (scene, before) => {
      const { wishes } = before.treasure;
      const outcome = await reopened(scene, before, () =>
        scene.page.evaluate((keys) => {
          for (const key of keys) localStorage.setItem(key, '{"\u0000');
        }, Object.keys(wishes)),
      );
      await scene.show('settings');
      const sounds = scene.page.getByRole('switch', { name: 'Play a short tone' });
      await sounds.waitFor();
      if (await sounds.isChecked()) throw new Error('a damaged wish is taken for one');
      await sounds.press('Space');
      const { wishes: now } = await scene.treasure();
      if (now['inkling-run-end'] !== 'sound') throw new Error('the wish cannot be made anew');
      await scene.page.evaluate(
        (others) => Object.entries(others).forEach(([key, value]) => localStorage.setItem(key, value)),
        wishes,
      );
      return { ...outcome, back: `${outcome.back}, wished anew` };
    },
  },
];
