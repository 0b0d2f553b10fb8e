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

/**
 * The values of custom properties where `element` stands. getPropertyValue would give `light-dark(…)` unresolved, so a
 * probe wears each as its text colour.
 */
export function readColours(element: Element, tokens: readonly ColourToken[]): string[] {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const colours = tokens.map((token) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return colours;
}
