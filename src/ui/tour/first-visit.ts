const KEY = 'inkling-visited';

/**
 * Whether this browser has not shown the page before; remembers that it has now. Where storage is blocked there is no
 * telling, and nobody wants to be greeted each time: then it is no first visit.
 */
export function noteVisit(): boolean {
  try {
    const first = localStorage.getItem(KEY) === null;
    localStorage.setItem(KEY, 'yes');
    return first;
  } catch {
    return false;
  }
}
