/**
 * What the page's address says as the page opens. One that is plain is read at once; from any other first comes the code that
 * mends it, and until then it stays as it is.
 */
import { replaceAddress } from './replace-address';
import type { MendedAddress } from '../core/address/mend-address';
import { type AddressNote, isPlain } from '../core/address/is-plain';
import { type Address, parseAddress } from '../core/experiment-url';
import { LESSON_IDS } from '../core/lesson-ids';
import { PLACES } from './places';
import { slice } from './store';

interface AddressState {
  /** What had to be guessed or could not be understood; until the visitor puts it away. */
  readonly notes: readonly AddressNote[];
}

let address = parseAddress(window.location.search);
let understood = isPlain(window.location.search, window.location.hash, LESSON_IDS, PLACES);

const [use, set] = slice<AddressState>('address', { notes: [] });
export const useAddress = use;

/** The experiment in it is the one that the page opened with. */
export const addressNow = (): Address => address;

/** Whether all that it says is known, so that it may be written anew. */
export const isUnderstood = (): boolean => understood;

/** The page as it is set up now, on its own. */
export function pageLink(): string {
  const url = new URL(window.location.href);
  url.searchParams.delete('embed');
  return url.href;
}

export const dismissNotes = (): void => set({ notes: [] });

/** Takes over an address that was mended, or, undefined, the plain reading of one that could not be. */
export function takeAddress(mended?: MendedAddress): void {
  understood = true;
  if (!mended) {
    set({ notes: [{ message: 'Not all of the address was understood.', isRefusal: true }] });
    return;
  }
  address = parseAddress(mended.search);
  set({ notes: mended.notes });
  // "?" alone, for "" would leave the query that is there.
  replaceAddress((mended.search || '?') + mended.hash);
}
