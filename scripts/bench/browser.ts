import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../find-browser';

/** A headless Chromium with the given switches on top. Root, as in a container, cannot have Chromium's sandbox. */
export const launchBrowser = (switches: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...switches],
  });
