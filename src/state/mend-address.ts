/** Mends the page's address. Fetched only for one that is not plain. */
import { mendAddress as mend } from '../core/address/mend-address';
import { LESSON_IDS } from '../core/lesson-ids';
import { readAddress } from './experiment-store';
import { PLACES } from './places';

export function mendAddress(): void {
  const { search, hash } = window.location;
  readAddress(mend(search + hash, { lessons: LESSON_IDS, places: PLACES }));
}
