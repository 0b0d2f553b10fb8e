/** Firefox, over WebDriver BiDi, and Chromium, over its own protocol, both by puppeteer-core and without a window. */
import { launch, type LaunchOptions } from 'puppeteer-core';
import type { Driver } from './driver';

const VIEW = { width: 1280, height: 900 };

/** Rejects when the browser does not start. */
export async function launchByPuppeteer(options: LaunchOptions): Promise<Driver> {
  const browser = await launch({ headless: true, defaultViewport: VIEW, ...options });
  const page = await browser.newPage();
  const heard: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) heard.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) =>
    heard.push(`uncaught: ${error instanceof Error ? error.message : String(error)}`),
  );
  return {
    browser: (await browser.version()).replace('/', ' '),
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    evaluate: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    async drag([first, ...rest]) {
      await page.mouse.move(...first!);
      await page.mouse.down();
      for (const point of rest) await page.mouse.move(...point);
      await page.mouse.up();
    },
    type: (text) => page.keyboard.type(text),
    complaints: () => Promise.resolve(heard),
    close: () => browser.close(),
  };
}
