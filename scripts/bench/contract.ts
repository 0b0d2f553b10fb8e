/** The page by its public contract: address, test ids, accessible names, performance measures. Nothing else is known of it here. */
import type { Browser, Page } from '@playwright/test';

const OPEN_LIMIT_MS = 60_000;
const TRAIN_LIMIT_MS = 180_000;

/** The element's data-value or another attribute; "" while there is none. */
export const attribute = (page: Page, testId: string, name = 'data-value'): Promise<string> =>
  page.evaluate(([id, key]) => document.querySelector(`[data-testid="${id}"]`)?.getAttribute(key) ?? '', [
    testId,
    name,
  ] as const);

export const press = (page: Page, button: string): Promise<void> =>
  page.getByRole('button', { name: button, exact: true }).click();

export const waitForStatus = (page: Page, status: string): Promise<void> =>
  page
    .getByTestId('run-status')
    .and(page.locator(`[data-value="${status}"]`))
    .waitFor({
      timeout: OPEN_LIMIT_MS,
    });

/** Opens the page with an address's parameters, such as "preset=quick&engine=simd". Nothing is stored from an earlier visit. */
export async function openPage(browser: Browser, pageUrl: string, query: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(`${pageUrl}?${query}`);
  return page;
}

/** Waits until a run has taken so many steps. Throws an Error with the page's own words when the page reports a fault instead. */
export async function waitForStep(page: Page, step: number): Promise<void> {
  const outcome = await page.waitForFunction(
    (wanted) => {
      const error = document.querySelector('[data-testid="error"]')?.textContent;
      if (error) return error;
      const reached = document.querySelector('[data-testid="step"]')?.getAttribute('data-value');
      return Number(reached) >= wanted ? 'reached' : '';
    },
    step,
    { timeout: TRAIN_LIMIT_MS },
  );
  const words = await outcome.jsonValue();
  if (words !== 'reached') throw new Error(words);
}

/** Throws an Error unless the engine that was asked for is the one that trains. */
export async function expectEngine(page: Page, asked: string): Promise<void> {
  const engine = await attribute(page, 'engine');
  if (asked !== 'auto' && engine !== asked) throw new Error(`the page took ${engine} instead`);
}
