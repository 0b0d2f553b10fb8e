/**
 * What the smoke run needs of a browser, in words that every browser's remote control knows: real input by pointer and keys, and
 * a look at the page. Finding things in the page is the page object's (smoke-page.ts), the same for all of them.
 */

/** CSS pixels from the view's left top corner. */
export type Point = readonly [x: number, y: number];

export interface Driver {
  /** Name and version, as the browser itself says them. */
  readonly browser: string;
  /** Resolves when the document is there; its scripts may still be on their way. */
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** One step back in the tab's history. */
  back(): Promise<void>;
  /** The value of an expression in the page, which must be JSON, or a promise of it. Rejects with what it throws. */
  evaluate<T>(expression: string): Promise<T>;
  /** Moves the pointer along the points, pressed from the first to the last; one point is a click. */
  drag(points: readonly Point[]): Promise<void>;
  /** Presses the keys that make this text. */
  type(text: string): Promise<void>;
  /** What the page has complained of since the browser was started, one line each. */
  complaints(): Promise<string[]>;
  close(): Promise<void>;
}

/** What starts a browser, or undefined where it is not installed. */
export interface Launcher {
  readonly name: 'chromium' | 'firefox' | 'webkit';
  /** Where it is looked for, for whoever lacks it. */
  readonly whereToGet: string;
  /** Rejects when the browser is there and cannot be started. */
  readonly launch: (() => Promise<Driver>) | undefined;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A function's call as an expression; arguments must be JSON. What tsx wraps around named functions is undone. */
export const callOf = <A extends readonly unknown[]>(act: (...args: A) => unknown, ...args: A): string =>
  `((__name) => (${act.toString()})(...${JSON.stringify(args)}))((named) => named)`;
