/** A training thread in which something of ours is done before anything of its own. */
import type { Scene } from './scene';

const TRAINER = '**/assets/trainer-entry-*.js';

/** In a tab of its own; what is kept for offline use must be forgotten. code: JavaScript, run before any of the thread's. */
export async function foreignTrainer(scene: Scene, code: string): Promise<void> {
  await scene.newPage();
  await scene.context.route(TRAINER, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: code + (await response.text()) });
  });
}

export async function ownTrainer(scene: Scene): Promise<void> {
  await scene.context.unroute(TRAINER).catch(() => undefined);
  await scene.newPage();
}
