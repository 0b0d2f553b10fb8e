/** The moments of a visit at which faults strike, and how the page comes to each. */
import { USUAL, pause, type Scene } from './scene';

export const RUNNING = ['first steps', 'mid-run', 'late', 'evaluating', 'after reload'] as const;
export const TRAINED = [...RUNNING, 'paused', 'finished', 'teaching'] as const;
export const ANY = ['loading', 'ready', ...TRAINED] as const;
export type Moment = (typeof ANY)[number];

/** The page in a tab, with a run of the experiment at the moment or none. The digits come slowly while it is loading. */
export async function reach(scene: Scene, moment: Moment, query = USUAL): Promise<void> {
  const { random } = scene;
  scene.trainedSince = Infinity;
  if (moment === 'loading') {
    await scene.goto(query);
    await hasBegun(scene);
    await pause(random.between(0, 400));
    return;
  }
  await comeToRest(scene, query);
  if (moment === 'ready') return;
  await train(scene);
  if (moment === 'first steps') return;
  await trainOn(scene, moment === 'late' ? random.between(6, 9) : random.between(0.6, 3));
  switch (moment) {
    case 'evaluating':
      await scene.show('evaluation');
      await scene.button('Evaluate').click();
      return;
    case 'paused':
      await scene.button('Pause').click();
      await scene.until('pause', ({ status }) => status === 'paused');
      // Long enough for it to be stored, or not.
      await pause(random.between(0, 500));
      return;
    case 'finished':
      await stop(scene);
      return;
    case 'teaching':
      await stop(scene);
      await scene.show('data');
      await scene.button('Teach it').click();
      await pause(random.between(100, 700));
      return;
    case 'after reload':
      // Others may be offered too, of faults before.
      await goOnAfterReload(scene);
      await scene.until('it goes on', ({ status }) => status === 'training');
      await trainOn(scene, random.between(0.2, 2));
  }
}

/** The page is there, or has said why it is not: one of its parts may have been taken away. */
async function hasBegun({ page }: Scene): Promise<void> {
  const status = page.getByTestId('run-status').and(page.locator('[data-value]:not([data-value="idle"])'));
  await status.or(page.locator('#start-words:not(:empty)')).first().waitFor();
}

async function goOnAfterReload(scene: Scene): Promise<void> {
  const [latest] = (await scene.treasure()).runs;
  if (!latest || latest.createdAt < scene.trainedSince) throw new Error('the run is not stored');
  await scene.page.reload();
  await scene.goOnButton(latest.id).click();
}

async function trainOn(scene: Scene, seconds: number): Promise<void> {
  const { trained } = await scene.look();
  await scene.until('training', (look) => look.trained >= trained + seconds, 60_000);
}

async function train(scene: Scene): Promise<void> {
  scene.trainedSince = Date.now();
  await scene.button('Train').click();
  await scene.until('the first step', ({ status, step }) => status === 'training' && step > 0, 40_000);
}

export async function stop(scene: Scene): Promise<void> {
  await scene.button('Stop').click();
  await scene.until('stop', ({ status }) => status === 'finished' || status === 'ready');
}

/** The page with this experiment, and no run under way. Where it is open already it goes on as it is. */
async function comeToRest(scene: Scene, query: string): Promise<void> {
  const url = scene.page.url();
  const isOpen = url.startsWith(scene.site.address) && url.includes(`?${query}`);
  const look = isOpen ? await scene.look().catch(() => undefined) : undefined;
  if (look?.fault === '' && (look.status === 'training' || look.status === 'paused')) await stop(scene);
  else if (look?.fault !== '' || (look.status !== 'ready' && look.status !== 'finished'))
    await scene.goto(query);
  await scene.until('the page is ready', ({ status }) => status === 'ready' || status === 'finished', 40_000);
}
