/** What the page says to its service worker, and hears from it. */

/** The service worker's own script, beside index.html: what it may answer for is the folder that it lies in. */
export const SERVICE_WORKER = './service-worker.js';

export type OfflineMessage =
  | {
      readonly type: 'keep';
      /** What to keep: paths from the page's folder, a folder when they end with a slash. Everything when left out. */
      readonly only?: readonly string[] | undefined;
      /** The path of the script that the page runs: which version it is. */
      readonly script: string;
    }
  /** Take the place of the version before at once. The page says so only when the visitor has asked for it. */
  | { readonly type: 'take-over' };

/** The answer to 'keep', through the port that came with it. */
export interface KeepAnswer {
  /** Whether all that this version is made of is kept: it needs the network no more. */
  readonly isComplete: boolean;
}
