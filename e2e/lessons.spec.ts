/** Lessons in the address: one of our own, and a teacher's. */
import { expect, test } from '@playwright/test';
import { InklingPage } from './inkling-page';

test(
  'a lesson’s link opens it, its runs train by themselves, and the address keeps it',
  { tag: '@long' },
  async ({ page }) => {
    const inkling = new InklingPage(page);
    await page.goto(
      './?preset=quick&augment=off&engine=simd&hidden=256&schedule=constant&lr=0.002&epochs=10&lesson=dropout#lessons',
    );
    await inkling.expectText('task-card', 'dropout');
    await inkling.expectText('lesson-dropout', 'open');
    const card = inkling.element('task-card');
    await expect(card.locator('ol > li')).toHaveCount(4);
    const seen = card.getByText(/learns its digits by heart/);
    await expect(seen).toBeHidden();
    await card.getByText('What there was to see').click();
    await expect(seen).toBeVisible();

    await test.step('another lesson changes the settings and opens its section', async () => {
      await inkling.expectStatus('ready', 60_000);
      await inkling.element('lesson-depth-and-width').getByRole('button', { name: /^Open/ }).click();
      await inkling.expectText('task-card', 'depth-and-width');
      await expect(page).toHaveURL(/hidden=16&.*lesson=depth-and-width#runs$/);
      await expect(page).toHaveURL(/engine=simd/);
    });

    await test.step('its runs train one after another', async () => {
      await card.getByRole('button', { name: 'Begin the six runs' }).click();
      await expect(inkling.element('lesson-runs')).toContainText('of 6 is under way', { timeout: 30_000 });
      await inkling.expectText('series-state', 'ended', 110_000);
      await expect(page.getByTestId('series-run')).toHaveCount(6);
      await expect(page).toHaveURL(/lesson=depth-and-width/);
    });
  },
);

test('a teacher’s own link: task, settings and section, and what is not here is said', async ({ page }) => {
  const inkling = await new InklingPage(page).withoutDigits();
  const task = 'Which <b>rate</b> is best? Try 50% & more.';
  await page.goto(`./?preset=quick&lr=0.05&task=${encodeURIComponent(task)}&compare=not-here#lessons`);
  const card = inkling.element('task-card');
  await expect(card).toContainText(task);
  await expect(card).toContainText('not-here', { timeout: 30_000 });
  await expect(page).toHaveURL(/lr=0\.05/);

  const form = page.getByRole('group', { name: 'Make a lesson of this page' });
  await expect(form.getByLabel('Task', { exact: true })).toHaveValue(task);
  await form.getByLabel('Task', { exact: true }).fill('Look at the errors.');
  await form.getByLabel('What is open').selectOption('evaluation');
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  });
  await form.getByRole('button', { name: /^Copy link/ }).click();
  const link = await form.getByLabel('The link').inputValue();
  await page.goto(link);
  await expect(card).toContainText('Look at the errors.');
  await expect(page).toHaveURL(/lr=0\.05.*#evaluation$/);
  await expect(page.getByRole('region', { name: 'Test on unseen digits' })).toBeVisible();
});
