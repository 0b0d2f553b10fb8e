/** What the page says to those who are new to it: the tour, the explanations, the definitions. */
import { expect, type Page, test } from '@playwright/test';
import { axeViolations } from './axe';
import { InklingPage } from './inkling-page';

const card = (page: Page) => page.getByRole('dialog');
const STOPS = [
  'Press Train',
  'Watch it learn',
  'Draw a digit',
  'See where it fails',
  'Look inside, change something',
];

test('the tour is walked by keyboard, left, and found again', async ({ page }) => {
  const inkling = await new InklingPage(page).withoutDigits();
  await inkling.open('preset=quick&engine=simd');
  await inkling.button('Take the tour').focus();
  await page.keyboard.press('Enter');
  for (const [i, title] of STOPS.entries()) {
    await expect(card(page)).toHaveAccessibleName(title);
    await expect(card(page)).toContainText(`${i + 1} of 5`);
    await expect(card(page).getByRole('button', { name: i === 4 ? 'Done' : 'Next' })).toBeFocused();
    if (i === 1) expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
  }
  await expect(card(page)).toHaveCount(0);
  await expect(inkling.button('Take the tour')).toBeFocused();

  // On the way, the part pointed out can be used, and its arrow keys are its own.
  await page.keyboard.press('Enter');
  await expect(card(page)).toHaveAccessibleName(STOPS[0]!);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(card(page)).toHaveAccessibleName('Draw a digit');
  await expect(card(page).getByRole('button', { name: 'Next' })).toBeFocused();
  const padFocused = () => page.evaluate(() => document.activeElement?.matches('[data-testid="pad"]'));
  for (let i = 0; i < 10 && !(await padFocused()); i++) await page.keyboard.press('Tab');
  await expect(inkling.element('pad')).toBeFocused();
  await page.keyboard.press('Space');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await inkling.numbers('net-input')).some((byte) => byte > 0)).toBe(true);
  await expect(card(page)).toHaveAccessibleName('Draw a digit');

  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await expect(inkling.button('Take the tour')).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  for (const colorScheme of ['light', 'dark'] as const) {
    const tag = colorScheme === 'dark' ? ['@long'] : [];
    test(`the tour fits, and words answer to a finger, ${colorScheme}`, { tag }, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const inkling = await new InklingPage(page).withoutDigits();
      await inkling.open('preset=quick&engine=simd');
      await inkling.button('Take the tour').click();
      await expect(card(page)).toBeVisible();
      expect(await axeViolations(page)).toEqual([]);
      for (const title of STOPS) {
        await expect(card(page)).toHaveAccessibleName(title);
        const box = (await card(page).boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(390);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.y + box.height).toBeLessThanOrEqual(844);
        await card(page)
          .getByRole('button', { name: /Next|Done/ })
          .tap();
      }
      await expect(card(page)).toHaveCount(0);
      await inkling.show('settings');
      await page.getByRole('button', { name: 'Learning rate', exact: true }).tap();
      await expect(
        page.getByRole('tooltip').filter({ hasText: 'How far each step moves the weights' }),
      ).toBeVisible();
    });
  }
});

test('offers the tour on the first visit only, and out of the way of Train', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&augment=off&engine=simd&hidden=16&epochs=1');
  await inkling.button('Train').click();
  await expect(inkling.button('Show me around')).toBeVisible();
  await inkling.expectStatus('finished', 60_000);
  await inkling.button('No, thanks').click();
  await expect(inkling.button('Show me around')).toHaveCount(0);
  await expect(inkling.button('Take the tour')).toBeVisible();

  await page.reload();
  await expect(inkling.button('Take the tour')).toBeVisible();
  await expect(inkling.button('Show me around')).toHaveCount(0);
});

test('works where storage is blocked', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
  );
  const inkling = await new InklingPage(page).withoutDigits();
  await inkling.open();
  await inkling.expectStatus('ready');
  await inkling.button('Take the tour').click();
  await expect(card(page)).toHaveAccessibleName('Press Train');
  await card(page).getByRole('button', { name: 'Leave the tour' }).click();
  await expect(card(page)).toHaveCount(0);
});

test('every panel explains itself, and every setting what it is', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&engine=simd');
  await inkling.expectStatus('ready');

  // The stage has three; then section by section.
  const asks = page.getByRole('button', { name: 'What is this?' });
  for (const [section, count] of Object.entries({ evaluation: 4, data: 5, runs: 5, settings: 5 })) {
    await inkling.show(section);
    await expect(asks).toHaveCount(count);
    const explained = page.getByTestId('section').getByRole('link', { name: /^Read on: / });
    const inSection = page.getByTestId('section').getByRole('button', { name: 'What is this?' });
    for (const ask of await inSection.all()) await ask.click();
    await expect(explained).toHaveCount(count - 3);
    for (const link of await explained.all()) await expect(link).toHaveAttribute('href', /^https?:\/\//);
  }
  await inkling.show('settings');

  const settings = page.getByRole('region', { name: 'Settings' });
  // From here on by keyboard: a focus that a click has set shows nothing.
  await page.keyboard.press('Tab');
  for (const [name, meaning] of [
    ['Learning rate', 'How far each step moves the weights'],
    ['Dropout', 'Switching off a random share'],
    ['Seed', 'all chance in a run'],
  ] as const) {
    await settings.getByRole('button', { name, exact: true }).focus();
    const tooltip = page.getByRole('tooltip').filter({ hasText: meaning });
    await expect(tooltip).toBeVisible();
    await expect(settings.getByRole('button', { name, exact: true })).toHaveAccessibleDescription(
      await tooltip.innerText(),
    );
    await expect(settings.getByLabel(name, { exact: true })).toBeVisible();
  }
});

test('no button’s name is part of another’s that scripts look for', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('preset=quick&hidden=128&augment=off&engine=simd&epochs=200');
  await inkling.expectStatus('ready');
  for (const question of await page.getByRole('button', { name: 'What is this?' }).all()) {
    await question.click();
  }
  for (const name of ['Train', 'Reset', 'Clear', 'Evaluate']) {
    await expect(page.getByRole('button', { name })).toHaveCount(1);
  }
  await page.getByRole('button', { name: 'Train' }).click();
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(1);
});
