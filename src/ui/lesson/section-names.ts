import { SECTIONS } from '../../state/places';

/** What can be open when a link is followed, by the address's hash, and what the page calls it. */
export const SECTION_NAMES = { '': 'Draw and learn', ...SECTIONS } as const;

export type SectionName = keyof typeof SECTION_NAMES;

/** hash: with its #. "" for one that is no section. */
export function sectionOf(hash: string): SectionName {
  const name = hash.slice(1);
  return Object.hasOwn(SECTION_NAMES, name) ? (name as SectionName) : '';
}
