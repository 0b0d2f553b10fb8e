import { expect, test } from '@playwright/test';
import { InklingPage } from './inkling-page';

test('a digit and twelve variants, whose strength is the experiment’s', async ({ page }) => {
  const inkling = new InklingPage(page);
  await inkling.open('engine=simd&augmentStrength=1.5');
  const part = inkling.element('insight-augmentation');
  await inkling.togglePart('augmentation');
  const pictures = part.getByRole('img', { name: /^(a handwritten|the) \d/ });
  await expect(pictures).toHaveCount(13);
  const first = await pictures.first().getAttribute('aria-label');
  await expect(async () => {
    await part.getByRole('button', { name: 'Another digit' }).click();
    expect(await pictures.first().getAttribute('aria-label')).not.toBe(first);
  }).toPass();

  // No two epochs alike, but for the few that leave it as it is.
  const drawn = await pictures.evaluateAll((canvases) =>
    canvases.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()),
  );
  const unchanged = await part.getByRole('img', { name: 'as it is' }).count();
  expect(unchanged).toBeLessThan(8);
  expect(new Set(drawn).size).toBe(14 - unchanged);

  const slider = part.getByRole('slider', { name: 'Strength of augmentation' });
  await expect(slider).toHaveAttribute('aria-valuenow', '1.5');
  await slider.press('ArrowLeft');
  await inkling.show('settings');
  const setting = page.getByRole('textbox', { name: 'Strength of augmentation' });
  await expect(setting).toHaveValue('1.4');
  expect(page.url()).toContain('augmentStrength=1.4');
  await setting.fill('0');
  await inkling.togglePart('augmentation');
  await expect(part.getByRole('img', { name: 'as it is' })).toHaveCount(13);

  await inkling.show('settings');
  await page.getByRole('switch', { name: 'Augmentation' }).click();
  await expect(setting).toBeHidden();
  await inkling.togglePart('augmentation');
  await expect(part).toContainText('Augmentation is off');
});
