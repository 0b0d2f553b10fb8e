/**
 * A class-room: the page over http from a machine in the same network, in a browser that translates it, puts it to sleep and
 * clears its storage, while it trains.
 */
import { expect, test } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { storedRuns } from './kept-runs';
import { PlainHost } from './plain-host';
import { translate } from './usability';

const HOST = 'class-room.test';
const executablePath = process.env['CHROMIUM_PATH'];
test.use({
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    // A name that is nobody's own device, as browsers see it: plain http from there is no secure context.
    args: [
      `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  },
});

test('trains over plain http, translated, put to sleep and woken, its database deleted under it', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const host = new PlainHost();
  const { port } = new URL(await host.open());
  const inkling = new InklingPage(page);
  const goesOn = async (): Promise<void> => {
    const step = await inkling.number('step');
    await inkling.expectAtLeast('step', step + 50);
  };

  await test.step('where there is no crypto.randomUUID, with a rate as phones type it', async () => {
    await page.goto(
      `http://${HOST}:${port}/?preset=quick&augment=off&engine=simd&hidden=16&epochs=200&lr=0,002&pace=200`,
    );
    expect(await page.evaluate(() => [window.isSecureContext, 'randomUUID' in crypto])).toEqual([
      false,
      false,
    ]);
    await expect(page).toHaveURL(/[?&]lr=0\.002(&|$)/);
    await inkling.button('Train').click();
    await goesOn();
    await expect.poll(async () => (await storedRuns(page)).length).toBe(1);
  });

  await test.step('translated again and again, its numbers too', async () => {
    for (let i = 0; i < 8; i++) {
      expect(await translate(page, /\S/)).toBeGreaterThan(0);
      await page.waitForTimeout(150);
    }
    const shown = () => inkling.element('step').textContent();
    const before = await shown();
    await goesOn();
    await expect.poll(shown).not.toBe(before);
    await inkling.show('runs');
    await translate(page, /\S/);
    await inkling.show('settings');
    await inkling.expectText('section', 'settings');
    await expect(inkling.element('section').locator('h2').first()).toBeVisible();
  });

  await test.step('asleep and awake', async () => {
    const browser = await page.context().newCDPSession(page);
    await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await browser.send('Page.setWebLifecycleState', { state: 'active' });
    await goesOn();
    await expect(inkling.element('error')).toHaveCount(0);
  });

  await test.step('its database is deleted', async () => {
    const answer = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const asked = indexedDB.deleteDatabase('inkling');
          for (const type of ['success', 'error']) asked.addEventListener(type, () => resolve(type));
        }),
    );
    expect(answer).toBe('success');
    await goesOn();
    // The next copy of the network, five seconds later at most, finds that it is gone, and that is said.
    await inkling.show('runs');
    await expect(inkling.element('section')).toContainText('This run was deleted');
  });
  expect(errors).toEqual([]);
  host.close();
});
