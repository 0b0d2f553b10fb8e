import { useState, useSyncExternalStore } from 'react';

/** Where all of the stage is in view at once, not one place of it; the other half of app.module.css's rule. */
const ALL_IN_VIEW = '(min-width: 48rem) and (min-height: 30.01rem)';

const query = window.matchMedia(ALL_IN_VIEW);
function subscribe(onChange: () => void): () => void {
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether a place has been in view: it is there now, or was. isShown: whether a phone shows it. */
export function useSeen(isShown: boolean): boolean {
  const isAllInView = useSyncExternalStore(subscribe, () => query.matches);
  const [seen, setSeen] = useState(false);
  const isSeen = seen || isShown || isAllInView;
  if (isSeen && !seen) setSeen(true);
  return isSeen;
}
