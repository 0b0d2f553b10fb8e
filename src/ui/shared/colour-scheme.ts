/** Canvas knows no CSS: colours are read from tokens.css as computed values, and read again when they change. */
import { useSyncExternalStore } from 'react';

const DARK = '(prefers-color-scheme: dark)';

/** Changes whenever a canvas wears old colours: another colour scheme. */
export function useAppearance(): string {
  return useSyncExternalStore(subscribe, snapshot);
}

function snapshot(): string {
  const scheme = document.documentElement.getAttribute('data-mantine-color-scheme');
  return `${scheme} ${matchMedia(DARK).matches}`;
}

function subscribe(onChange: () => void): () => void {
  const attributes = new MutationObserver(onChange);
  attributes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  const system = matchMedia(DARK);
  system.addEventListener('change', onChange);
  return () => {
    attributes.disconnect();
    system.removeEventListener('change', onChange);
  };
}

export type ColourToken = `--${string}`;

/** The values of custom properties where `element` stands, as resolveColours gives them. */
export const readColours = (element: Element, tokens: readonly ColourToken[]): string[] =>
  resolveColours(
    element,
    tokens.map((token) => `var(${token})`),
  );

/**
 * What CSS colours come to where `element` stands, as `rgb(…)`; in the given theme, or the one that the visitor sees.
 * getPropertyValue would give `light-dark(…)` unresolved, so a probe wears each as its text colour.
 */
export function resolveColours(element: Element, colours: readonly string[], theme?: 'light'): string[] {
  const probe = document.createElement('span');
  probe.hidden = true;
  if (theme) probe.style.colorScheme = theme;
  element.append(probe);
  const resolved = colours.map((colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return resolved;
}
