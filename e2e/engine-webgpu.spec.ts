/**
 * The WebGPU engine against the reference, in a real browser: same start, same batches, same numbers. The browser imitates
 * WebGPU on the processor, which is slow: small nets, few steps. The page under test is engine-lab/.
 */
import { expect, type Page, test } from '@playwright/test';
import type { Difference } from './engine-lab/compare';
import type { Lab } from './engine-lab/lab';
import { WEBGPU_TABLE } from './engine-lab/webgpu-cases';
import { ENGINE_LAB_URL } from './playwright.config';

declare global {
  interface Window {
    lab: Lab;
  }
}

const args = ['--enable-unsafe-webgpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
const executablePath = process.env['CHROMIUM_PATH'];
test.use({ launchOptions: { args, ...(executablePath ? { executablePath } : {}) } });

let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await page.goto(ENGINE_LAB_URL);
  await page.waitForFunction(() => 'lab' in window);
});
test.afterAll(() => page.close());

function expectEqual(difference: Difference): void {
  expect(difference.parameters).toBeLessThan(1e-3);
  expect(difference.loss).toBeLessThan(1e-4);
  expect(difference.accuracy).toBeLessThan(1e-6);
  expect(difference.predictions).toBeLessThan(1e-4);
  // Otherwise two engines that do nothing would agree.
  expect(Math.abs(difference.lastLoss - difference.firstLoss)).toBeGreaterThan(1e-3);
}

for (const [name, one, plan] of WEBGPU_TABLE) {
  test(`same weights, slots, losses and predictions: ${name}`, async () => {
    const difference = await page.evaluate(([c, p]) => window.lab.compareWebgpu(c, p), [one, plan] as const);
    expectEqual(difference);
  });
}
