/** How many of the screen's pixels a CSS pixel is wide, and when that changes: by zoom, or on another screen. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let query: MediaQueryList | undefined;
let askedFor = 0;

/** Device pixels per CSS pixel, for what has to be drawn anew when it changes. */
export function useDensity(): number {
  return useSyncExternalStore(subscribe, () => devicePixelRatio);
}

/** Looks again now: some browsers report a change late, and then what is drawn next would be coarse. */
export function checkDensity(): void {
  if (devicePixelRatio === askedFor) return;
  ask();
  for (const listener of listeners) listener();
}

/** However many listen, the browser is asked once. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    ask();
    // Where media queries know no density, zooming the page is at least a resize.
    addEventListener('resize', checkDensity);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    query?.removeEventListener('change', checkDensity);
    removeEventListener('resize', checkDensity);
  };
}

/** A media query can only ask for one density, so each answer needs a new question. */
function ask(): void {
  query?.removeEventListener('change', checkDensity);
  askedFor = devicePixelRatio;
  query = matchMedia(`(resolution: ${askedFor}dppx)`);
  query.addEventListener('change', checkDensity);
}
