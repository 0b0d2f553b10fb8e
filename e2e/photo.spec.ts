/** A photo of digits on paper, read on the page. */
import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { writtenPage } from '../src/core/paper/testing/synthetic-page';
import { axeViolations } from './axe';
import { InklingPage } from './inkling-page';

const png = (picture: {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}) => {
  const image = new PNG({ width: picture.width, height: picture.height });
  image.data = Buffer.from(Uint8Array.from(picture.data));
  return PNG.sync.write(image);
};

test('a photo is read, corrected, copied and put away, and bad files get a sentence', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const inkling = await new InklingPage(page).withoutDigits();
  await inkling.open();
  await inkling.show('photo');
  const panel = inkling.element('photo-panel');
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    page.getByLabel('A picture of digits').setInputFiles({ name, mimeType, buffer });

  await choose(
    'damaged.png',
    'image/png',
    Buffer.from('no picture at all, only words that pretend to be one'),
  );
  await expect(panel).toHaveAttribute('data-state', 'unreadable');
  await expect(panel.getByRole('alert')).toContainText('cannot open this file');

  // Blue ink on ruled paper, held crookedly: what stands in the rows is known.
  const picture = writtenPage(
    '0123456/789021',
    {
      ink: [45, 60, 150],
      ruled: { spacing: 50, thickness: 2, colour: [150, 175, 215], squared: false },
      tiltRadians: 0.03,
    },
    2,
  );
  // Dropped anywhere on the page.
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'page.png', { type: 'image/png' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  }, png(picture).toString('base64'));
  await expect(panel).toHaveAttribute('data-value', '13');
  const text = inkling.element('photo-text');
  await expect.poll(async () => (await text.innerText()).replaceAll(' ', '')).toBe('0123456\n789021');
  const third = inkling.element('photo-digit-2');
  await expect(third).toHaveAttribute('data-value', '2');
  await expect(third).toHaveAttribute('data-state', 'sure');
  expect(await axeViolations(page)).toEqual([]);

  // The box lies over the digit: a third of the row from the left, in the upper row.
  const box = (await third.boundingBox())!;
  const photo = (await inkling.element('photo').boundingBox())!;
  const along = (box.x + box.width / 2 - photo.x) / photo.width;
  expect(along).toBeGreaterThan(0.3);
  expect(along).toBeLessThan(0.45);

  await third.click();
  await page.getByRole('button', { name: 'No, this is a 7' }).click();
  await expect(third).toHaveAttribute('data-state', 'corrected');
  await expect(third).toHaveAttribute('data-value', '7');
  await inkling.button('Copy as text').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^01 ?7/);
  await page.getByRole('button', { name: 'Look inside' }).click();
  await inkling.expectText('section', 'inside');
  expect((await inkling.numbers('net-input')).some((ink) => ink > 200)).toBe(true);
  await inkling.show('data');
  await inkling.expectText('your-digits', '1');

  await inkling.show('photo');
  await inkling.button('Put it away').click();
  await expect(panel).toHaveAttribute('data-state', 'none');
});
