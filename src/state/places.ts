/**
 * The places of the page, each with an address: what stands after the # of it. Links lead there, the browser's back button
 * leads back. On a wide screen the stage (train, curves, pad) is always in view and one section is open below it; on a
 * phone one place is in view at a time.
 */
import { useSyncExternalStore } from 'react';
import { replaceAddress } from './replace-address';

/** What is open below the stage, or under "More". The first is open for who asked for none. */
export const SECTIONS = {
  evaluation: 'Evaluation',
  inside: 'Look inside',
  data: 'The data',
  photo: 'Read a photo',
  runs: 'Runs',
  lessons: 'Lessons',
  settings: 'Settings',
} as const;

export type Section = keyof typeof SECTIONS;
/** What a phone shows of the stage. */
export type View = 'draw' | 'train' | 'curves' | 'more';

export interface Place {
  readonly view: View;
  readonly section: Section;
}

/** All that may stand behind the #. */
export const PLACES: readonly string[] = [...Object.keys(SECTIONS), 'draw', 'train', 'curves'];

const isSection = (name: string): name is Section => Object.hasOwn(SECTIONS, name);

/** hash: with or without its #. Unknown names lead to the pad, as none does. */
export function placeOf(hash: string): Place {
  const name = hash.replace(/^#/, '');
  if (isSection(name)) return { view: 'more', section: name };
  return { view: name === 'train' || name === 'curves' ? name : 'draw', section: 'evaluation' };
}

function subscribe(onChange: () => void): () => void {
  // Back to an address of other settings is no change of the hash alone, which some browsers then do not announce.
  const events = ['hashchange', 'popstate'];
  for (const name of events) window.addEventListener(name, onChange);
  return () => {
    for (const name of events) window.removeEventListener(name, onChange);
  };
}

/** The hash of the page's address, as it changes. */
export const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash);

/** Leads to a place without a new entry in the browser's history. hash: '' for none. */
export function showPlace(hash: string): void {
  const url = new URL(window.location.href);
  url.hash = hash;
  replaceAddress(url);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
