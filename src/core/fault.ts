/**
 * Expected failures are values, not exceptions: a code that code can switch on and a test can look for, one sentence for
 * the visitor, and the way out that the page offers. Bugs still throw.
 */
export type FaultCode =
  | 'webgl-unavailable'
  | 'engine-unavailable'
  | 'context-lost'
  | 'dataset-fetch'
  | 'dataset-corrupt'
  | 'invalid-experiment'
  | 'non-finite-loss'
  | 'network-corrupt'
  | 'teaching-failed'
  | 'storage-unavailable'
  | 'storage-full'
  | 'storage-blocked'
  | 'storage-silent'
  | 'run-corrupt'
  | 'run-held'
  | 'run-deleted'
  | 'invalid-file'
  | 'worker-crashed'
  | 'worker-unavailable'
  | 'part-missing'
  | 'worker-silent';

/** What the visitor can do about a fault; the page turns it into a button. */
export type Remedy =
  | 'retry-data'
  | 'start-worker'
  | 'restart-worker'
  | 'reload-page'
  | 'lower-learning-rate'
  | 'reset-settings'
  | 'dismiss';

export interface Fault {
  readonly code: FaultCode;
  /** One sentence for the visitor: what happened and what is still safe. No jargon, no stack. */
  readonly message: string;
  readonly remedy: Remedy;
  /** For engineers: the underlying error, if there was one. Shown only on request. */
  readonly detail?: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (fault: Fault): { readonly ok: false; readonly fault: Fault } => ({ ok: false, fault });

/** The text of anything that was thrown. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
