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
  | 'dataset-intercepted'
  | 'dataset-altered'
  | 'dataset-missing'
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
  | 'run-broken-off'
  | 'invalid-file'
  | 'unfit-network'
  | 'worker-crashed'
  | 'worker-unavailable'
  | 'part-missing'
  | 'worker-silent'
  | 'command-failed'
  | 'page-broke';

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

/** What was asked of the worker came to nothing by a fault of ours: a bug, or memory that ran out. */
export const commandFailed = (error: unknown): Fault => ({
  code: 'command-failed',
  message:
    'That could not be done, by a fault of this page. What you trained and drew is kept: try again, or restart what trains.',
  remedy: 'restart-worker',
  detail: errorWords(error),
});

/** Something else in the page has gone wrong by a fault of ours. */
export const pageBroke = (error: unknown): Fault => ({
  code: 'page-broke',
  message:
    'A part of this page has failed, and may not answer any more. What you trained and drew is kept: reload the page if it does not.',
  remedy: 'dismiss',
  detail: errorWords(error),
});

/** With its kind, which tells engineers a bug from a failed request. */
const errorWords = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** The text of anything that was thrown. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
