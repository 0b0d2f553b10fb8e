/** What is done to the page over and over, through its public contract. Nothing in a function for the page has a name. */
import type { Page } from '@playwright/test';

export const SECTIONS = ['evaluation', 'inside', 'data', 'photo', 'runs', 'lessons', 'settings'] as const;
/** Parts of the sections for the data and for looking inside. */
export const PARTS = [
  'datasets',
  'digits',
  'mistakes',
  'augmentation',
  'first-layer',
  'layers',
  'drawing',
  'map',
] as const;

const sectionOf = (part: (typeof PARTS)[number]): string =>
  ['datasets', 'digits', 'mistakes', 'augmentation'].includes(part) ? 'data' : 'inside';

/** Takes the run before off the screen, presses Train, and waits until the run has ended and the test digits are read. */
export async function trainToTheEnd(page: Page): Promise<void> {
  const status = page.getByTestId('run-status');
  if ((await status.getAttribute('data-value')) === 'finished') {
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await status.and(page.locator('[data-value="ready"]')).waitFor();
  }
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await status.and(page.locator('[data-value="finished"]')).waitFor();
  await page.locator('[data-testid="test-accuracy"]:not([data-value=""])').waitFor();
}

async function show(page: Page, section: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, section);
  await page
    .locator(`[data-testid="section"][data-value="${section}"] :not(.mantine-Skeleton-root)`)
    .first()
    .waitFor();
}

/** Opens a section and goes back to another. */
export async function openSection(page: Page, section: string): Promise<void> {
  await show(page, section === 'evaluation' ? 'settings' : 'evaluation');
  await show(page, section);
}

/** Opens a part, waits for what is in it, and closes it. */
export async function openPart(page: Page, part: (typeof PARTS)[number]): Promise<void> {
  if (!page.url().endsWith(`#${sectionOf(part)}`)) await show(page, sectionOf(part));
  const item = page.getByTestId(`insight-${part}`);
  const heading = item.getByRole('button').first();
  await heading.click();
  await page.waitForFunction((key) => {
    const region = document.querySelector(`[data-testid="insight-${key}"] [role="region"]`);
    return (region?.textContent.length ?? 0) > 20 && !region?.querySelector('.mantine-Skeleton-root');
  }, part);
  await heading.click();
  await page.locator(`[data-testid="insight-${part}"] [role="region"]`).waitFor({ state: 'hidden' });
}

/** Draws a stroke, waits until it is read, and clears the pad. round: another stroke for each. */
export async function drawAndClear(page: Page, round: number): Promise<void> {
  const pad = page.getByTestId('pad');
  const box = (await pad.boundingBox())!;
  const x = box.x + box.width * (0.3 + (0.4 * (round % 10)) / 10);
  await page.mouse.move(x, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8, { steps: 3 });
  await page.mouse.up();
  await page.locator('[data-testid="prediction"]:not([data-value=""])').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.locator('[data-testid="prediction"][data-value=""]').waitFor({ state: 'attached' });
}
