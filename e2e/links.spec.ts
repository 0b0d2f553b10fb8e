/** Links as chats and mails leave them, and the page as a part of another. */
import { expect, test } from '@playwright/test';
import { InklingPage } from './inkling-page';

test('a damaged link opens as it was meant, says what it guessed, and is clean afterwards', async ({
  page,
}) => {
  const inkling = await new InklingPage(page).withoutDigits();
  await page.goto('./?Preset=Quick&amp;hiden=64%E2%80%9332&lr=fast&utm_source=chat#Settings&epochs=3).');
  const note = inkling.element('address-note');
  await expect(note).toContainText('The address says hiden=64–32: taken for hidden.');
  await expect(note).toContainText('lr must be a number from 0.000001 to 10. Using 0.004.');
  await inkling.expectFault('invalid-experiment');
  await expect(page).toHaveURL(/\/\?preset=quick&hidden=64-32&epochs=3#settings$/);
  await expect(page.getByLabel('Hidden layers')).toHaveValue('64-32');
  await page.getByLabel('Batch size').fill('1.024');
  await expect(page.getByText('Read as 1024.')).toBeVisible();
  await expect(page).toHaveURL(/batch=1024/);
  await expect(note).toBeVisible();
  await inkling.button('Dismiss').click();
  await expect(note).toHaveCount(0);
});

test('in another site’s frame: pad, curves and Train, and the link to be copied by hand', async ({
  page,
  baseURL,
}) => {
  await new InklingPage(page).withoutDigits();
  const src = `${baseURL}?preset=quick&engine=simd&embed=1`;
  // Another site, though the same server; its pages must really come from there for Chromium to let them in.
  await page.goto(`${baseURL!.replace('127.0.0.1', 'localhost')}mnist/LICENCE.txt`);
  await page.evaluate((address) => {
    document.body.innerHTML = `<iframe src="${address}" width="700" height="900" sandbox="allow-scripts allow-same-origin allow-popups"></iframe>`;
  }, src);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByTestId('pad')).toBeVisible();
  await expect(frame.getByTestId('loss-chart')).toBeVisible();
  await expect(frame.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
  await expect(frame.getByRole('navigation')).toHaveCount(0);
  await expect(frame.getByRole('button', { name: 'Take the tour' })).toHaveCount(0);
  await frame.getByRole('button', { name: /^Copy link/ }).click();
  const link = `${baseURL}?preset=quick&engine=simd`;
  await expect(frame.getByLabel('The link')).toHaveValue(link);
  await expect(frame.getByRole('link', { name: 'Inkling on a page of its own' })).toHaveAttribute(
    'href',
    link,
  );
  expect(page.frames()[1]!.url()).toBe(`${link}&embed=1`);
});
