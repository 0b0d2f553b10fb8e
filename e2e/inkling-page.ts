/** The page through its public contract: test ids, accessible names, URL parameters. Nothing else is known of it here. */
import { expect, type Locator, type Page, type Worker } from '@playwright/test';

export class InklingPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page with the given experiment: "preset=quick&epochs=1". */
  async open(query = ''): Promise<void> {
    await this.page.goto(query === '' ? './' : `./?${query}`);
  }

  /**
   * To be called before the page is opened: as where data are dear, the digits wait for training. A page on which nothing is
   * trained opens in half the processor time.
   */
  async withoutDigits(): Promise<this> {
    await this.page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });
    });
    return this;
  }

  /** The worker that trains; another one reads what is drawn. */
  async trainer(): Promise<Worker> {
    const isTrainer = (worker: Worker): boolean => worker.url().includes('trainer-entry');
    return this.page.workers().find(isTrainer) ?? this.page.waitForEvent('worker', isTrainer);
  }

  element(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The element's data-value as text. */
  async text(testId: string): Promise<string> {
    return (await this.element(testId).getAttribute('data-value')) ?? '';
  }

  /** The element's data-value as a number; NaN while there is none. */
  async number(testId: string): Promise<number> {
    const text = await this.text(testId);
    return text === '' ? Number.NaN : Number(text);
  }

  async expectText(testId: string, value: string, timeout?: number): Promise<void> {
    await expect(this.element(testId)).toHaveAttribute('data-value', value, timeout ? { timeout } : {});
  }

  async expectAtLeast(testId: string, value: number, timeout?: number): Promise<void> {
    await expect.poll(() => this.number(testId), timeout ? { timeout } : {}).toBeGreaterThanOrEqual(value);
  }

  async expectStatus(status: string, timeout?: number): Promise<void> {
    await this.expectText('run-status', status, timeout);
  }

  async expectFault(code: string): Promise<void> {
    await this.expectText('error', code);
  }

  /** A row-major list of whole numbers out of a data-value. */
  async numbers(testId: string): Promise<number[]> {
    return (await this.text(testId)).split(',').map(Number);
  }

  /** Goes to a place of the page by its address: a section, or on a phone a part of the stage. */
  async show(place: string): Promise<void> {
    await this.page.evaluate((hash) => {
      window.location.hash = hash;
    }, place);
  }

  /** Opens or closes a part of the data or of the network; its test id is insight-<key>. */
  async togglePart(key: string): Promise<void> {
    await this.show(['datasets', 'digits', 'mistakes', 'augmentation'].includes(key) ? 'data' : 'inside');
    await this.element(`insight-${key}`).getByRole('button').first().click();
  }

  /**
   * Draws strokes by pointer events. points: [x, y] in 0..1 of the pad's width and height.
   */
  async draw(strokes: readonly (readonly (readonly [number, number])[])[]): Promise<void> {
    const pad = this.element('pad');
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    const { mouse } = this.page;
    for (const stroke of strokes) {
      for (const [i, [x, y]] of stroke.entries()) {
        await mouse.move(box.x + x * box.width, box.y + y * box.height);
        if (i === 0) await mouse.down();
      }
      await mouse.up();
    }
  }
  /**
   * Touches the pad with real fingers. frames: where they are, one after the other, each with all fingers that are down,
   * [x, y] in 0..1 of the pad's width and height. radius: of a contact, in CSS pixels. All are lifted at the end.
   */
  async touch(frames: readonly (readonly (readonly [number, number])[])[], radius = 12): Promise<void> {
    const box = (await this.element('pad').boundingBox())!;
    const session = await this.page.context().newCDPSession(this.page);
    let down = 0;
    for (const fingers of frames) {
      await session.send('Input.dispatchTouchEvent', {
        type: fingers.length > down ? 'touchStart' : 'touchMove',
        touchPoints: fingers.map(([x, y], id) => ({
          x: box.x + x * box.width,
          y: box.y + y * box.height,
          radiusX: radius,
          radiusY: radius,
          id,
        })),
      });
      down = fingers.length;
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await session.detach();
  }

  /** Draws as draw() does, with a pen; its events are made in the page, for Playwright has none. */
  async drawByPen(strokes: readonly (readonly (readonly [number, number])[])[]): Promise<void> {
    await this.element('pad').evaluate((pad, drawn) => {
      const box = pad.getBoundingClientRect();
      for (const stroke of drawn) {
        for (const [i, [x, y]] of [...stroke, stroke.at(-1)!].entries()) {
          const type = i === 0 ? 'pointerdown' : i < stroke.length ? 'pointermove' : 'pointerup';
          pad.dispatchEvent(
            new PointerEvent(type, {
              pointerId: 77,
              pointerType: 'pen',
              isPrimary: true,
              buttons: type === 'pointerup' ? 0 : 1,
              pressure: type === 'pointerup' ? 0 : 0.5,
              clientX: box.left + x * box.width,
              clientY: box.top + y * box.height,
              bubbles: true,
              cancelable: true,
            }),
          );
        }
      }
    }, strokes);
  }
}
