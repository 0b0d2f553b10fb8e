/** The tab, the browser or the device in which the page is. */
import type { FaultKind } from '../kind';
import { ANY, RUNNING, TRAINED } from '../moments';
import { pause, type Scene } from '../scene';
import { bears, reopened } from '../ways-out';

async function crashTab(scene: Scene): Promise<void> {
  const session = await scene.pageSession();
  const crashed = scene.page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  await scene.newPage();
}

async function killBrowser(scene: Scene): Promise<void> {
  const { context } = scene;
  const [browser] = await scene.processes('browser');
  if (browser === undefined) throw new Error('there is no such process');
  const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
  process.kill(browser, 'SIGKILL');
  await gone;
  await scene.openBrowser();
}

/** All that the browser runs stands still, as in a laptop that is closed. */
async function sleep(scene: Scene, ms: number): Promise<void> {
  const types = ['browser', 'renderer', 'GPU', 'utility'];
  const ids = (await Promise.all(types.map((type) => scene.processes(type)))).flat();
  for (const id of ids) process.kill(id, 'SIGSTOP');
  await pause(ms);
  for (const id of ids) process.kill(id, 'SIGCONT');
}

export const TAB: readonly FaultKind[] = [
  {
    name: 'tab crashed',
    moments: ANY,
    strike: (scene, before) => reopened(scene, before, () => crashTab(scene)),
  },
  {
    name: 'browser killed, same profile',
    moments: ANY,
    strike: (scene, before) => reopened(scene, before, () => killBrowser(scene)),
  },
  {
    name: 'reload',
    moments: TRAINED,
    strike: (scene, before) => reopened(scene, before, () => scene.page.reload()),
  },
  {
    name: 'reload of a page that starts by itself',
    moments: ['mid-run', 'late'],
    strike: (scene, before) => {
      const { search } = new URL(scene.page.url());
      return reopened(scene, before, async () => {}, `${search.slice(1)}&autostart=1`);
    },
  },
  {
    name: 'tab closed, opened again',
    moments: TRAINED,
    strike: (scene, before) => reopened(scene, before, async () => void (await scene.newPage())),
  },
  {
    name: 'another page, and back',
    moments: RUNNING,
    strike: (scene, before) => reopened(scene, before, () => scene.page.goto('about:blank')),
  },
  {
    name: 'page frozen for 4 s',
    moments: TRAINED,
    strike: (scene, before) =>
      bears(scene, before, async () => {
        const session = await scene.pageSession();
        await session.send('Page.setWebLifecycleState', { state: 'frozen' });
        await pause(4000);
        await session.send('Page.setWebLifecycleState', { state: 'active' });
        await session.detach();
      }),
  },
  {
    name: 'main thread held for 6 s',
    moments: TRAINED,
    strike: (scene, before) =>
      bears(scene, before, () =>
        scene.page.evaluate(() => {
          const end = performance.now() + 6000;
          while (performance.now() < end);
        }),
      ),
  },
  {
    name: 'device asleep for 6 s',
    moments: TRAINED,
    strike: (scene, before) => bears(scene, before, () => sleep(scene, 6000)),
  },
];
