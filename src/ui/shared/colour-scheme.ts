/** Canvas knows no CSS: colours are read from tokens.css as computed values, and read again when they change. */
import { useSyncExternalStore } from 'react';

/** What the system asks for. With forced colours a visitor has chosen every colour of the screen, for contrast. */
const QUERIES = ['(prefers-color-scheme: dark)', '(forced-colors: active)'] as const;

/** Changes whenever a canvas wears old colours: another colour scheme, or the visitor's own colours. */
export function useAppearance(): string {
  return useSyncExternalStore(subscribe, snapshot);
}

function snapshot(): string {
  const scheme = document.documentElement.getAttribute('data-mantine-color-scheme');
  return [scheme, ...QUERIES.map((query) => matchMedia(query).matches)].join(' ');
}

const listeners = new Set<() => void>();
let stopWatching: (() => void) | undefined;

/** However many pictures there are, the page is watched once. */
function subscribe(listener: () => void): () => void {
  stopWatching ??= watch(() => {
    for (const each of listeners) each();
  });
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopWatching?.();
    stopWatching = undefined;
  };
}

function watch(onChange: () => void): () => void {
  const attributes = new MutationObserver(onChange);
  attributes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  const queries = QUERIES.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    attributes.disconnect();
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}

export type ColourToken = `--${string}`;

let known: { readonly appearance: string; readonly colours: Map<string, readonly string[]> } | undefined;

/**
 * The page's colours by their names in tokens.css, as resolveColours gives them. Remembered until the page looks otherwise:
 * a question to a page that has just changed has the browser lay all of it out first.
 */
export function readColours(tokens: readonly ColourToken[]): readonly string[] {
  const appearance = snapshot();
  if (known?.appearance !== appearance) known = { appearance, colours: new Map() };
  const key = tokens.join();
  const colours =
    known.colours.get(key) ??
    resolveColours(
      document.documentElement,
      tokens.map((token) => `var(${token})`),
    );
  known.colours.set(key, colours);
  return colours;
}

/**
 * What CSS colours come to where `element` stands, as `rgb(…)`; in the given theme, or the one that the visitor sees.
 * getPropertyValue would give `light-dark(…)` unresolved, so a probe wears each as its text colour.
 */
export function resolveColours(element: Element, colours: readonly string[], theme?: 'light'): string[] {
  const probe = document.createElement('span');
  probe.hidden = true;
  if (theme) probe.style.colorScheme = theme;
  // Where colours are forced, every text has the same one: paper would be as dark as ink.
  probe.style.setProperty('forced-color-adjust', 'none');
  element.append(probe);
  const resolved = colours.map((colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return resolved;
}
