/** The page without a mouse, without eyes and with a finger. What it is in another guise: see in-any-guise.spec.ts. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { axeViolations } from './axe';
import { InklingPage } from './inkling-page';
import { focusIsShown, ONE, SECTIONS, SMALL, smallTargets, stickingOut } from './usability';

/** Presses Tab until the element has the focus, which must be seen wherever it stops on the way. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press(key);
    const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? '');
    expect(await focusIsShown(page), at).toBe(true);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('never reached by Tab');
}

/** Opens every part of the section in view that is closed. */
async function openParts(page: Page): Promise<void> {
  const closed = page.locator('[data-testid^="insight-"] h3 button[aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().click();
}

test('by keyboard alone: draws, trains, holds, moves on, and never loses the focus', async ({ page }) => {
  const inkling = new InklingPage(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await inkling.open(`${SMALL}&epochs=200&lr=banana&lesson=dropout`);
  await inkling.expectStatus('ready', 60_000);

  await test.step('a fault that is over and a lesson put away hand the focus to Train', async () => {
    await tabTo(page, button('Dismiss'));
    await page.keyboard.press('Enter');
    await expect(inkling.element('error')).toHaveCount(0);
    await expect(button('Train')).toBeFocused();
    await tabTo(page, button('Put away'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(inkling.element('task-card')).toHaveCount(0);
    await expect(button('Train')).toBeFocused();
    expect(page.url()).not.toContain('lesson=');
  });

  await test.step('draws a one', async () => {
    await tabTo(page, inkling.element('pad'));
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(inkling.element('prediction')).toHaveAttribute('data-value', /^\d+$/);
    // Said when the pen rests.
    await expect(inkling.element('prediction').locator('[aria-live="polite"]')).toContainText(/\d|digit/);
  });

  await test.step('trains, holds and ends', async () => {
    await tabTo(page, button('Train'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(button('Pause')).toBeFocused();
    await inkling.expectAtLeast('val-accuracy', 0.3, 60_000);
    await expect(inkling.element('milestone')).toHaveText(
      /^(Training has begun|Epoch \d+ of 200 done: .*)\.$/,
    );
    await page.keyboard.press('Enter');
    await expect(button('Resume')).toBeFocused();
    await expect(inkling.element('milestone')).toHaveText('Paused.');
    await tabTo(page, button('Stop'));
    await page.keyboard.press('Enter');
    await inkling.expectStatus('finished');
    await expect(button('Train')).toBeFocused();
  });

  await test.step('goes on with the run, and takes it off the screen', async () => {
    await tabTo(page, page.getByLabel('More epochs to train'));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('150');
    await page.keyboard.press('Enter');
    await expect(button('Pause')).toBeFocused();
    await tabTo(page, button('Stop'));
    await page.keyboard.press('Enter');
    await inkling.expectStatus('finished');
    await tabTo(page, button('Reset'));
    await page.keyboard.press('Enter');
    await inkling.expectStatus('ready');
    await expect(button('Reset')).toBeFocused();
  });

  await test.step('deletes a run, and puts it back', async () => {
    const tab = page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Runs' });
    await tabTo(page, tab);
    await page.keyboard.press('Enter');
    await inkling.expectText('section', 'runs');
    await tabTo(page, page.getByRole('button', { name: /^Delete / }));
    await page.keyboard.press('Enter');
    await expect(button('Put it back')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(inkling.element('run-row')).toHaveCount(1);
    await expect(page.getByRole('region', { name: 'Runs', exact: true })).toBeFocused();
  });
});

test('no axe violations in any state, either theme', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(240_000);
  const inkling = new InklingPage(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  /** Everything in the light theme; in the dark one, whose markup is the same, the colours. */
  const expectNone = (state: string, within?: string) =>
    test.step(state, async () => {
      const part = within === undefined ? {} : { within };
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await axeViolations(page, part)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeViolations(page, { ...part, rules: ['color-contrast'] })).toEqual([]);
    });
  const SECTION = '[data-testid="section"]';

  await inkling.open(`${SMALL}&epochs=1&lr=banana&lesson=dropout`);
  await inkling.expectStatus('ready', 60_000);
  await expect(inkling.element('error')).toBeVisible();
  await page.getByText('Details', { exact: true }).click();
  for (const ask of await page.getByRole('button', { name: 'What is this?' }).all()) await ask.click();
  await expectNone('a fault, a lesson and all explanations');

  await inkling.button('Dismiss').click();
  await inkling.button('Put away').click();
  await inkling.draw(ONE);
  for (let run = 0; run < 2; run++) {
    await inkling.button('Train').click();
    await inkling.expectStatus('finished', 60_000);
    await inkling.expectAtLeast('test-accuracy', 0.3, 60_000);
  }
  for (const section of SECTIONS) {
    await inkling.show(section);
    await inkling.expectText('section', section);
    await expect(inkling.element('section').locator('h2').first()).toBeVisible();
    if (section === 'runs') {
      await page.getByRole('checkbox', { name: /^Compare / }).check();
      await expect(inkling.element('mcnemar')).toBeVisible({ timeout: 60_000 });
    }
    const asks = inkling.element('section').getByRole('button', { name: 'What is this?' });
    for (const ask of await asks.all()) await ask.click();
    await expectNone(section, SECTION);
  }
  await inkling.button('Projector mode').click();
  await expectNone('projector');
  await inkling.button('Projector mode').click();

  await page.setViewportSize({ width: 390, height: 844 });
  // Its colours are those of the wide page, in either theme.
  for (const place of ['draw', 'train']) {
    await inkling.show(place);
    expect(await axeViolations(page), place).toEqual([]);
    expect(await stickingOut(page)).toEqual([]);
  }
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('everything that is pressed is 44 px wide and high', async ({ page }) => {
    const inkling = new InklingPage(page);
    await inkling.open(`${SMALL}&epochs=1&lesson=dropout&autostart=1`);
    await inkling.expectStatus('finished', 60_000);
    await inkling.draw(ONE);
    for (const place of ['draw', 'train', 'curves', ...SECTIONS]) {
      await inkling.show(place);
      if (SECTIONS.includes(place)) {
        await inkling.expectText('section', place);
        await expect(inkling.element('section').locator('h2').first()).toBeVisible();
        if (['inside', 'data'].includes(place)) await openParts(page);
      }
      expect(await smallTargets(page), place).toEqual([]);
      expect(await stickingOut(page), place).toEqual([]);
    }
  });
});
