import { errorText, type Fault, fail, ok, type Result } from '../core/fault';
import { DatabaseBlockedError } from './database';

/** A request that is neither answered nor refused. */
export const STORAGE_SILENT: Fault = {
  code: 'storage-silent',
  message:
    'This browser’s storage does not answer. What is new stays in this tab, and is stored as soon as it does.',
  remedy: 'dismiss',
};

export const RUN_DELETED: Fault = {
  code: 'run-deleted',
  message:
    'This run was deleted, in another tab perhaps. It goes on here, but is not kept any more unless it is put back there.',
  remedy: 'dismiss',
};

/** What an act on storage gives, or in one sentence for the visitor why storage refused. */
export async function attempt<T>(act: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await act());
  } catch (error) {
    return fail(storageFault(error));
  }
}

/** Where there is a database, a TypeError is no refusal of the browser's; it refuses by a DOMException. */
const isBug = (error: unknown): boolean =>
  (error instanceof TypeError || error instanceof ReferenceError) &&
  Boolean((globalThis as { readonly indexedDB?: unknown }).indexedDB);

function storageFault(error: unknown): Fault {
  const detail = errorText(error);
  if (error instanceof DatabaseBlockedError) {
    return {
      code: 'storage-blocked',
      message:
        'Another tab shows an older edition of this page, so nothing is kept here until you close that tab.',
      remedy: 'dismiss',
      detail,
    };
  }
  if (isBug(error)) {
    return {
      code: 'page-broke',
      message:
        'What is new could not be kept, by a fault of this page and not of the browser. It stays until you close this tab.',
      remedy: 'dismiss',
      detail,
    };
  }
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'VersionError') {
    return {
      code: 'storage-blocked',
      message: 'A newer edition of this page was opened in another tab: reload this one to keep what is new.',
      remedy: 'dismiss',
      detail,
    };
  }
  if (name === 'QuotaExceededError') {
    return {
      code: 'storage-full',
      message: 'This browser’s storage is full, so what is new stays only until you close this tab.',
      remedy: 'dismiss',
      detail,
    };
  }
  return {
    code: 'storage-unavailable',
    message:
      'This browser keeps nothing for this page (a private window, perhaps), so what is new stays only until you close this tab.',
    remedy: 'dismiss',
    detail,
  };
}
