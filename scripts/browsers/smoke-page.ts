/** The page through its public contract, in whatever browser: test ids, names of buttons and fields, addresses. */
import { callOf, type Driver, pause, type Point } from './driver';

const PATIENCE_MS = 120_000;

/** In the page: the middle of what is called so, on screen, once it can be pressed; null before that. */
function middleOf(selector: string, name: string): Point | null {
  const called = (element: Element): string => {
    const [label = element] = (element as Partial<HTMLInputElement>).labels ?? [];
    const by = document.getElementById(element.getAttribute('aria-labelledby') ?? '') ?? label;
    return (element.getAttribute('aria-label') ?? by.textContent).trim();
  };
  const element = [...document.querySelectorAll(selector)].find(
    (element) => name === '' || called(element) === name,
  );
  if (!element || (element as Partial<HTMLButtonElement>).disabled) return null;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  const middle = [left + width / 2, top + height / 2] as const;
  const hit = document.elementFromPoint(...middle);
  return width > 0 && hit && (element.contains(hit) || hit.contains(element)) ? middle : null;
}

const attribute = (selector: string, name: string): string | null =>
  document.querySelector(selector)?.getAttribute(name) ?? null;

export class SmokePage {
  readonly driver: Driver;

  constructor(driver: Driver) {
    this.driver = driver;
  }

  /**
   * Waits until `look` gives something other than undefined or false, for as long as training goes on and two minutes more.
   * Throws an Error that says what did not come.
   */
  async until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
    let step = '';
    for (let movedAt = Date.now(); Date.now() - movedAt < PATIENCE_MS; await pause(50)) {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      const now = await this.value('step');
      if (now !== step) movedAt = Date.now();
      step = now;
    }
    const status = await this.value('run-status');
    const fault = await this.value('error');
    throw new Error(`${what} did not come; the page is ${status}${fault === '' ? '' : `, with ${fault}`}`);
  }

  /** An element's attribute; empty where there is no such element or attribute. */
  async attribute(selector: string, name: string): Promise<string> {
    return (await this.driver.evaluate<string | null>(callOf(attribute, selector, name))) ?? '';
  }

  /** The data-value of the element with this test id. */
  value(testId: string): Promise<string> {
    return this.attribute(`[data-testid="${testId}"]`, 'data-value');
  }

  async number(testId: string): Promise<number> {
    const text = await this.value(testId);
    return text === '' ? Number.NaN : Number(text);
  }

  async expect(testId: string, value: string): Promise<void> {
    await this.until(`${testId} ${value}`, async () => (await this.value(testId)) === value);
  }

  /** Goes to a section by its address. */
  async show(place: string): Promise<void> {
    await this.driver.evaluate(`void (location.hash = ${JSON.stringify(place)})`);
    await this.expect('section', place);
  }

  /** Presses what is called so with the pointer. name: empty for whatever matches the selector. */
  async press(name: string, selector = 'button'): Promise<void> {
    await this.driver.drag([await this.middle(name, selector)]);
  }

  /** Types into the field with this label, in place of what it holds, and leaves it. */
  async fill(label: string, text: string): Promise<void> {
    await this.press(label, 'input');
    await this.driver.evaluate('document.activeElement.select()');
    await this.driver.type(text);
    await this.driver.evaluate('document.activeElement.blur()');
  }

  /** Draws strokes on the pad by the pointer; points in 0..1 of it. */
  async draw(strokes: readonly (readonly Point[])[]): Promise<void> {
    await this.middle('', '[data-testid="pad"]');
    const { left, top, width, height } = await this.driver.evaluate<DOMRect>(
      `document.querySelector('[data-testid="pad"]').getBoundingClientRect().toJSON()`,
    );
    for (const stroke of strokes)
      await this.driver.drag(stroke.map(([x, y]): Point => [left + x * width, top + y * height]));
  }

  private async middle(name: string, selector: string): Promise<Point> {
    return this.until(
      name || selector,
      async () => (await this.driver.evaluate<Point | null>(callOf(middleOf, selector, name))) ?? undefined,
    );
  }
}
