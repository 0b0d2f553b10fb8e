/**
 * Storage that is full, as on a full disk. Chromium asks how much room there is only when a write is larger than what was left
 * of it when it last asked, half a minute ago or less: so a little room is lent before the page first writes, and all of it is
 * used up by another database.
 */
import type { CDPSession } from '@playwright/test';
import type { Scene } from './scene';

/** More than all digits, which may be on their way to be kept for offline use. */
const ROOM_BYTES = 24_000_000;
const FILLER = 'filler';

/** The room is narrow for as long as this session lasts. */
let narrowing: CDPSession | undefined;

/** In a tab of its own, with room for the digits and a few networks. */
export async function makeNarrow(scene: Scene): Promise<void> {
  // Who has the database open has been told of more room.
  await scene.page.goto('about:blank');
  await scene.newPage();
  const { origin } = new URL(scene.site.address);
  narrowing = await scene.pageSession();
  const { usage } = await narrowing.send('Storage.getUsageAndQuota', { origin });
  await narrowing.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + ROOM_BYTES });
}

/** Writes until not even a kilobyte is taken any more. */
export const fillUp = (scene: Scene): Promise<void> =>
  scene.page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.addEventListener('upgradeneeded', () =>
        opening.result.createObjectStore('bytes', { autoIncrement: true }),
      );
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(new Error('no room to fill')));
    });
    const isTaken = (count: number, bytes: number): Promise<boolean> =>
      new Promise((resolve) => {
        const writing = database.transaction('bytes', 'readwrite');
        // Of chance, for what repeats itself is packed.
        for (let i = 0; i < count; i++)
          writing.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(bytes)));
        writing.addEventListener('complete', () => resolve(true));
        writing.addEventListener('abort', () => resolve(false));
      });
    const end = Date.now() + 40_000;
    for (const [count, bytes] of [
      [16, 65_536],
      [1, 65_536],
      [1, 8192],
      [1, 1024],
    ] as const)
      while (await isTaken(count, bytes)) {
        if (Date.now() > end) throw new Error('storage could not be filled');
      }
    database.close();
  }, FILLER);

export async function makeRoom(scene: Scene): Promise<void> {
  const { origin } = new URL(scene.site.address);
  const session = narrowing;
  narrowing = undefined;
  // Where the tab is gone, so is what was wished of it.
  await session?.send('Storage.overrideQuotaForOrigin', { origin }).catch(() => undefined);
  await session?.detach().catch(() => undefined);
  await scene.page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        const deleting = indexedDB.deleteDatabase(name);
        for (const end of ['success', 'error', 'blocked']) deleting.addEventListener(end, () => resolve());
      }),
    FILLER,
  );
}
