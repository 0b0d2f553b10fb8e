/** What the page is like for those who see it large, translated, from right to left, or touch it: measured in the page. */
import type { Page } from '@playwright/test';

/** An experiment that trains in a moment. */
export const SMALL = 'preset=quick&augment=off&engine=simd&hidden=16';
/** The sections below the stage, as the address names them. */
export const SECTIONS = ['evaluation', 'inside', 'data', 'photo', 'runs', 'lessons', 'settings'];
/** An upright stroke, in 0..1 of the pad. */
export const ONE = [
  [
    [0.5, 0.2],
    [0.5, 0.5],
    [0.5, 0.8],
  ],
] as const;

/** What can be pressed and is too small for a finger, one line each. The page must be open as a phone has it. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const FINGER = 44;
    // In sentences and labels words explain themselves; a hundred squares of a table cannot be that large on a phone, and
    // what they say is in a list below; sliders that only keys move are not seen.
    const EXCEPT = 'dfn button, [role="grid"] td, input[type="range"]';
    const found = [...document.querySelectorAll('a[href], button, select, summary, input, textarea')];
    return found.flatMap((element) => {
      const isInline = element.matches('a') && getComputedStyle(element).display === 'inline';
      if (!element.checkVisibility() || element.matches(EXCEPT) || isInline) return [];
      const label = element.matches('[type="radio"], [type="checkbox"]')
        ? (element as HTMLInputElement).labels?.[0]
        : undefined;
      const { width, height } = (label ?? element).getBoundingClientRect();
      if (width === 0 || Math.min(width, height) >= FINGER - 0.1) return [];
      const name = element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent;
      return [`${element.tagName} “${name.slice(0, 30)}” ${Math.round(width)} × ${Math.round(height)}`];
    });
  });

/** What sticks out of the page to either side, one line each; nothing while the page does not scroll sideways. */
export const stickingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const slides = (element: Element): boolean => {
      for (let at = element.parentElement; at; at = at.parentElement)
        if (getComputedStyle(at).overflowX !== 'visible') return true;
      return false;
    };
    const lines = [...document.body.querySelectorAll('*')].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      if (width === 0 || (left >= -1 && right <= clientWidth + 1) || slides(element)) return [];
      const name = `${element.tagName}.${element.getAttribute('class')}`;
      return [`${name} “${element.textContent.slice(0, 20)}” ${Math.round(left)} to ${Math.round(right)}`];
    });
    return [`${scrollWidth} px in ${clientWidth} px`, ...lines.slice(0, 8)];
  });

/** Which two of these parts lie over each other; parts that are not seen count for nothing. */
export const overlaps = (page: Page, selectors: readonly string[]): Promise<string[]> =>
  page.evaluate((selectors) => {
    const boxes = selectors.flatMap((selector) => {
      const element = document.querySelector(selector);
      return element?.checkVisibility() ? [{ selector, box: element.getBoundingClientRect() }] : [];
    });
    return boxes.flatMap(({ selector, box }, i) =>
      boxes
        .slice(i + 1)
        .filter(
          ({ box: other }) =>
            box.left < other.right - 1 &&
            other.left < box.right - 1 &&
            box.top < other.bottom - 1 &&
            other.top < box.bottom - 1,
        )
        .map(({ selector: other }) => `${selector} and ${other}`),
    );
  }, selectors);

/**
 * As a browser's translation does it: every text that `has` matches gives way to a <font> in a <font>, with words a third
 * longer. How many texts that were.
 */
export const translate = (page: Page, has = /[a-z]/i): Promise<number> =>
  page.evaluate((has) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    const wanted = texts.filter(
      ({ data, parentElement }) =>
        has.test(data) && !parentElement?.closest('svg, script, style, font, option, code'),
    );
    for (const text of wanted) {
      const font = document.createElement('font');
      font.append(document.createElement('font'));
      font.firstElementChild!.textContent = text.data.replaceAll(
        /\p{L}+/gu,
        (word) => word + word.slice(0, Math.ceil(word.length / 3)),
      );
      text.replaceWith(font);
    }
    return wanted.length;
  }, has);

/** Whether a sighted visitor can tell that the element with the focus has it: by an outline on it, its label or around it. */
export const focusIsShown = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const active = document.activeElement;
    if (!active || active === document.body) return false;
    // Sliders that are not seen have it on the picture around them.
    const around = [active.parentElement, active.parentElement?.parentElement];
    const labels = (active as Partial<HTMLInputElement>).labels ?? [];
    const shown = [active, active.nextElementSibling, ...labels, ...around];
    return shown.some((element) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    });
  });
