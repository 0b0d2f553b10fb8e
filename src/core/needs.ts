/**
 * What the page needs of a browser, written down once: the build is made for the oldest browsers here, and whoever opens the
 * page in an older one is told what it lacks. Plain data, for it is also read where nothing else of the page may run.
 */

/** As esbuild and Lightning CSS name them: January 2023, July 2023 and March 2023. */
export const OLDEST_BROWSERS = ['chrome109', 'firefox115', 'safari16.4'] as const;

export interface Need {
  /** Where it is found from the global object on, "Array.prototype.at". */
  readonly path: string;
  /** What it is for, to follow "This browser …". */
  readonly lack: string;
}

/** Without any of these the page does not work. The sooner it is needed, the nearer to the top. */
export const NEEDS: readonly Need[] = [
  { path: 'Worker', lack: 'cannot work in the background, where networks are trained' },
  { path: 'MessageChannel', lack: 'cannot have two background threads talk to each other' },
  { path: 'Array.prototype.at', lack: 'is from before 2022' },
  { path: 'Object.hasOwn', lack: 'is from before 2022' },
  { path: 'AbortSignal.prototype.throwIfAborted', lack: 'is from before 2022' },
  { path: 'ReadableStream', lack: 'cannot read files piece by piece as they arrive' },
  { path: 'DecompressionStream', lack: 'cannot unpack the digits, which are compressed' },
  { path: 'PointerEvent', lack: 'tells no pen from a finger, so nothing can be drawn' },
  { path: 'CSSContainerRule', lack: 'cannot lay a part of the page out by the room it has' },
  { path: 'CSSLayerBlockRule', lack: 'does not know layers of styles, so the page would be a jumble' },
];

/**
 * What the page does without, and how. Listed so that nobody comes to need them: a browser may lack any of these, or have it
 * switched off.
 */
export const DOES_WITHOUT: Readonly<Record<string, string>> = {
  WebAssembly: 'training runs on the graphics card, or in plain JavaScript',
  WebGL2RenderingContext: 'training runs on the processor',
  OffscreenCanvas: 'training runs on the processor',
  indexedDB: 'nothing is kept, and that is said',
  localStorage: 'wishes hold for one visit',
  'crypto.subtle': 'checksums are computed in JavaScript, as over plain http',
  'crypto.randomUUID': 'ids are drawn from random numbers',
  'navigator.locks': 'a dead thread is noticed by its error only',
  'navigator.wakeLock': 'the screen may go dark',
  'navigator.storage': 'how long things are kept is not said',
  'navigator.setAppBadge': 'the icon shows no progress',
  Notification: 'no end of a run is told',
  BroadcastChannel: 'other tabs are not told what was deleted',
  onpointerrawupdate: 'the pen is read once a frame',
  'Array.prototype.toSorted': 'nothing newer than ES2022 is called',
};
