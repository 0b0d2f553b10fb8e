/**
 * What the page's address says as the page opens. One that is plain is read at once; from any other first comes the code that
 * mends it, and until then it stays as it is.
 */
import type * as Mending from '../core/address/mend-address';
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

/** Puts an address that is understood in the place of one that is not. Where the code for it does not arrive, the plain reading stands. */
export async function mendAddress(fetchCode: () => Promise<typeof Mending>): Promise<void> {
  const { search, hash } = window.location;
  try {
    const { mendAddress: mend } = await fetchCode();
    const mended = mend(search + hash, { lessons: LESSON_IDS, places: PLACES });
    address = parseAddress(mended.search);
    set({ notes: mended.notes });
    // "?" alone, for "" would leave the query that is there.
    window.history.replaceState(window.history.state, '', (mended.search || '?') + mended.hash);
  } catch (error) {
    console.error('The address could not be mended', error);
    const notes = address.problems.map(({ message }) => ({ message, isRefusal: true }));
    set({ notes: [...notes, { message: 'Something in the address was not understood.', isRefusal: true }] });
  }
  understood = true;
}
