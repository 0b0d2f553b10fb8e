/** One browser with one profile, and the page in it: what is done to it and seen of it, however often either dies. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type Locator,
  type Page,
  type Worker,
} from '@playwright/test';
import { findBrowser } from '../find-browser';
import type { Random } from './random';
import type { Site } from './site';
import { readTreasure, type Treasure } from './storage';

/** Long enough for any run to be still under way when it is wanted, small enough for two cores. */
export const USUAL = 'preset=quick&augment=off&engine=simd&hidden=32&epochs=500';
const POLL_MS = 60;

export interface Look {
  readonly status: string;
  readonly step: number;
  /** Seconds of training. */
  readonly trained: number;
  /** What the page says of a fault; "" where it says nothing. */
  readonly fault: string;
}

/** Whether the words are among ours: what a fault of ours throws on purpose is no bug of the page. */
export const INJECTED = 'injected on purpose';

export class Scene {
  readonly site: Site;
  readonly random: Random;
  readonly #profile: string;
  #context: BrowserContext | undefined;
  #page: Page | undefined;
  /** When the run on screen was begun, or taken up, in ms since 1970. */
  trainedSince = 0;
  /** What nobody has caught since it was last asked for. */
  #uncaught: string[] = [];

  private constructor(site: Site, random: Random, profile: string) {
    this.site = site;
    this.random = random;
    this.#profile = profile;
  }

  static async open(site: Site, random: Random): Promise<Scene> {
    const scene = new Scene(site, random, await mkdtemp(join(tmpdir(), 'inkling-faults-')));
    await scene.openBrowser();
    return scene;
  }

  async close(): Promise<void> {
    await this.#context?.close().catch(() => undefined);
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }

  async openBrowser(): Promise<void> {
    await this.#context?.close().catch(() => undefined);
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: findBrowser({ headless: true }),
      viewport: { width: 1440, height: 1000 },
      acceptDownloads: true,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    this.#context.setDefaultTimeout(15_000);
    // tsx has functions keep their names by this, also those that are sent to the page.
    await this.#context.addInitScript('globalThis.__name = (made) => made');
    this.#page = undefined;
    await this.newPage();
  }

  /** Another tab in the place of the one before. */
  async newPage(): Promise<Page> {
    const before = this.#page;
    const page = await this.context.newPage();
    const hear = (words: string): void => {
      if (!words.includes(INJECTED)) this.#uncaught.push(words.slice(0, 300));
    };
    page.on('pageerror', (error) => hear(error.stack ?? error.message));
    page.on('console', (message) => {
      if (/^Uncaught|unhandled/i.test(message.text())) hear(message.text());
    });
    this.#page = page;
    await before?.close().catch(() => undefined);
    return page;
  }

  get context(): BrowserContext {
    if (!this.#context) throw new Error('openBrowser() comes first');
    return this.#context;
  }

  get page(): Page {
    if (!this.#page) throw new Error('newPage() comes first');
    return this.#page;
  }

  takeUncaught(): string[] {
    const taken = this.#uncaught;
    this.#uncaught = [];
    return taken;
  }

  async goto(query = USUAL): Promise<void> {
    await this.page.goto(`${this.site.address}?${query}`, { waitUntil: 'commit' });
    await this.page.waitForLoadState('domcontentloaded');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** Where the page offers to go on with a run that an earlier visit did not end. */
  offer(runId: string): Locator {
    return this.page.locator(`[data-testid="interrupted-run"][data-value="${runId}"]`);
  }

  goOnButton(runId: string): Locator {
    return this.page
      .getByRole('region', { name: /^Interrupted run/ })
      .filter({ has: this.offer(runId) })
      .getByRole('button', { name: 'Go on' });
  }

  /** Goes to a section of the page. */
  async show(place: string): Promise<void> {
    await this.page.evaluate((hash) => {
      window.location.hash = hash;
    }, place);
  }

  look(): Promise<Look> {
    return this.page.evaluate(() => {
      const element = (id: string) => document.querySelector(`[data-testid="${id}"]`);
      const value = (id: string) => element(id)?.getAttribute('data-value') ?? '';
      return {
        status: value('run-status'),
        step: Number(value('step')),
        trained: Number(value('train-seconds')),
        fault: element('error')?.textContent ?? '',
      };
    });
  }

  /** Looks until it is so. Throws an Error that says what was waited for. */
  async until(what: string, isSo: (look: Look) => boolean, limitMs = 15_000): Promise<Look> {
    const end = Date.now() + limitMs;
    for (;;) {
      const look = await this.look().catch(() => undefined);
      if (look && isSo(look)) return look;
      if (Date.now() > end)
        throw new Error(
          `${what}: not within ${limitMs / 1000} s; ${look ? `${look.status} at step ${look.step}. ${look.fault}` : 'the page does not answer'}`,
        );
      await pause(POLL_MS);
    }
  }

  /** What is seen of a sentence, or undefined. It may stand in any note of the page. */
  said(sentence: RegExp): Promise<string | undefined> {
    return this.page.evaluate(
      ([source, flags]) => {
        const pattern = new RegExp(source, flags);
        const notes = document.querySelectorAll<HTMLElement>(
          '[role="alert"], [role="status"], [data-testid], #start-words, main p',
        );
        // The smallest that says it.
        const said = [...notes]
          .filter((note) => note.checkVisibility() && pattern.test(note.innerText))
          .map((note) => note.innerText.replace(/\s+/g, ' ').trim())
          .sort((a, b) => a.length - b.length);
        return said[0];
      },
      [sentence.source, sentence.flags] as const,
    );
  }

  /** Waits for a sentence. Throws an Error when it is not said in time. */
  async untilSaid(sentence: RegExp, limitMs: number): Promise<string> {
    const end = Date.now() + limitMs;
    for (;;) {
      const said = await this.said(sentence).catch(() => undefined);
      if (said !== undefined) return said;
      if (Date.now() > end) {
        const { status, fault } = await this.look().catch(() => ({ status: 'dead', fault: '' }));
        throw new Error(`no sentence ${sentence} within ${limitMs / 1000} s; ${status} ${fault}`);
      }
      await pause(POLL_MS);
    }
  }

  treasure(): Promise<Treasure> {
    return readTreasure(this.page);
  }

  worker(name: string): Worker | undefined {
    return this.page.workers().find((worker) => worker.url().includes(name));
  }

  async trainer(): Promise<Worker> {
    const isTrainer = (worker: Worker): boolean => worker.url().includes('trainer-entry');
    return this.worker('trainer-entry') ?? this.page.waitForEvent('worker', isTrainer);
  }

  pageSession(): Promise<CDPSession> {
    return this.context.newCDPSession(this.page);
  }

  browserSession(): Promise<CDPSession> {
    const browser = this.context.browser();
    if (!browser) throw new Error('this browser cannot be asked');
    return browser.newBrowserCDPSession();
  }

  /** Process ids of the browser's processes of a type: browser, renderer, GPU. */
  async processes(type: string): Promise<number[]> {
    const session = await this.browserSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo.filter((info) => info.type === type).map(({ id }) => id);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
