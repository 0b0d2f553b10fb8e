/** The page in large type, magnified, widely spaced, from right to left, translated, and in the system's own colours. */
import { expect, type Locator, test } from '@playwright/test';
import { InklingPage } from './inkling-page';
import { ONE, overlaps, SECTIONS, SMALL, stickingOut, translate } from './usability';

/** WCAG 2.2, 1.4.12. */
const SPACING =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}';
const STAGE = [
  'section[aria-label="Train"]',
  'section[aria-label="Draw a digit"]',
  '[data-testid="section"]',
  'header h1',
];

test(
  'holds in large type, wide spacing, either direction, translated, and in the system’s colours',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(180_000);
    const heard: string[] = [];
    page.on('pageerror', ({ message }) => heard.push(message));
    const inkling = new InklingPage(page);
    await inkling.open(`${SMALL}&epochs=1&autostart=1`);
    await inkling.expectStatus('finished', 60_000);

    /** Goes through all places and sees that nothing sticks out and nothing lies over another part. */
    const expectRoom = async (what: string): Promise<void> => {
      // As a phone has it, where bars lie over the page on purpose.
      const isNarrow = await page.getByRole('navigation', { name: 'Views' }).isVisible();
      for (const place of [...(isNarrow ? ['draw', 'train', 'curves'] : []), ...SECTIONS]) {
        await inkling.show(place);
        if (SECTIONS.includes(place)) {
          await inkling.expectText('section', place);
          await expect(inkling.element('section').locator('h2').first()).toBeVisible();
        }
        expect(await stickingOut(page), `${what}, ${place}`).toEqual([]);
        if (!isNarrow) expect(await overlaps(page, STAGE), `${what}, ${place}`).toEqual([]);
      }
      await inkling.show('draw');
      for (const part of ['pad', 'prediction']) {
        await inkling.element(part).scrollIntoViewIfNeeded();
        await expect(inkling.element(part)).toBeInViewport({ ratio: 0.6 });
      }
      await expect(inkling.button('Train')).toBeVisible();
    };
    const size = (width: number, height: number) => page.setViewportSize({ width, height });
    const styled = async (css: string, what: () => Promise<void>): Promise<void> => {
      const style = await page.addStyleTag({ content: css });
      await what();
      await style.evaluate((element) => (element as HTMLStyleElement).remove());
    };

    await test.step('magnified to 200 and 400%', async () => {
      for (const [width, height] of [
        [640, 360],
        [320, 256],
      ] as const) {
        await size(width, height);
        await expectRoom(`${width} px`);
      }
    });
    await test.step('text spacing and large type', async () => {
      const bothWidths = async (what: string): Promise<void> => {
        for (const width of [1280, 390]) {
          await size(width, 900);
          await expectRoom(`${what} ${width}`);
        }
      };
      await styled(SPACING, () => bothWidths('spacing'));
      // The browser's own setting, which media queries heed, too.
      const browser = await page.context().newCDPSession(page);
      await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
      await bothWidths('large type');
      await browser.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    });
    await test.step('from right to left', async () => {
      await page.evaluate(() => (document.documentElement.dir = 'rtl'));
      for (const width of [390, 1280]) {
        await size(width, 900);
        await expectRoom(`rtl ${width}`);
      }
      await page.evaluate(() => (document.documentElement.dir = 'ltr'));
    });

    await test.step('forced colours', async () => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
      await inkling.draw(ONE);
      await expect(inkling.element('prediction')).toHaveAttribute('data-value', /^\d$/);
      const colours = (locator: Locator, of: string) =>
        locator.evaluateAll(
          (elements, of) => elements.map((element) => getComputedStyle(element).getPropertyValue(of)),
          of,
        );
      // A bar stands out from its track, and the chosen one from the others.
      const best = page.locator('li[data-best="true"] [role="meter"]');
      const [track] = await colours(best, 'background-color');
      const [bar] = await colours(best.locator('> *'), 'background-color');
      const [otherBar] = await colours(
        page.locator('li[data-best="false"] [role="meter"] > *'),
        'background-color',
      );
      expect(new Set([track, bar, otherBar]).size).toBe(3);
      const progress = page.getByRole('progressbar', { name: 'Training progress' });
      expect(await colours(progress, 'background-color')).not.toEqual(
        await colours(progress.locator('> *'), 'background-color'),
      );
      await inkling.show('runs');
      const tabs = page.getByRole('navigation', { name: 'Sections' }).getByRole('link');
      const edges = await colours(tabs, 'border-bottom-color');
      const open = await tabs.evaluateAll((all) => all.findIndex((tab) => tab.hasAttribute('aria-current')));
      expect(edges.filter((edge) => edge === edges[open])).toHaveLength(1);
      await inkling.show('evaluation');
      for (const choice of await page.getByRole('radiogroup').all()) {
        const labels = choice.locator('.mantine-SegmentedControl-label');
        const grounds = await colours(labels, 'background-color');
        const chosen = await choice
          .getByRole('radio')
          .evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).checked));
        const ground = grounds[chosen.indexOf(true)];
        expect(grounds.filter((other) => other === ground)).toHaveLength(chosen.includes(true) ? 1 : 0);
      }
      // Ink is seen on its paper.
      const [paper] = await colours(inkling.element('pad'), 'background-color');
      const [ink] = await colours(inkling.element('pad').locator('canvas'), 'color');
      expect(paper).not.toBe(ink);
      await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
    });

    await test.step('contrast and stillness where they are asked for', async () => {
      const line = () =>
        page.evaluate(() => getComputedStyle(document.querySelector('section')!).borderTopColor);
      const usual = await line();
      await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' });
      expect(await line()).not.toBe(usual);
      const durations = await page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return `${transitionDuration}, ${animationDuration}`.split(', ').map(Number.parseFloat);
        }),
      );
      expect(Math.max(...durations)).toBeLessThanOrEqual(0.001);
      await page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'no-preference' });
    });

    await test.step('translated, with words a third longer', async () => {
      for (const section of SECTIONS) {
        await inkling.show(section);
        await inkling.expectText('section', section);
        await expect(inkling.element('section').locator('h2').first()).toBeVisible();
        expect(await translate(page)).toBeGreaterThan(0);
        expect(await stickingOut(page), section).toEqual([]);
      }
      expect(await overlaps(page, STAGE)).toEqual([]);
      const pad = page.getByRole('region', { name: 'Draw a digit' });
      await pad.getByRole('button', { name: /^Clear/ }).click();
      await inkling.expectText('prediction', '');
      await inkling.draw(ONE);
      await expect(inkling.element('prediction')).toContainText(/\d|digit/);
      await page
        .getByRole('region', { name: 'Train', exact: true })
        .getByRole('button', { name: /^Train/ })
        .click();
      await inkling.expectStatus('training');
      await translate(page);
      await inkling.expectStatus('finished', 60_000);
      // Translated or not: the run may have ended before the translation came.
      await expect(inkling.element('run-status')).toContainText(/^Finished/);
      await size(390, 844);
      await expectRoom('translated');
      expect(heard).toEqual([]);
    });
  },
);
