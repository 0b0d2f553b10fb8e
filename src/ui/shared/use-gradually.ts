import { useEffect, useState } from 'react';

/** So many at once, which fill what is in view; and so many more at a time, little enough for one task. */
const FIRST = 6;
const MORE = 2;

/**
 * How many items of a long list are to be rendered now: the first few at once, the others little by little, so that nobody waits for
 * those that are out of view, and the page answers meanwhile.
 */
export function useGradually(total: number): number {
  const [count, setCount] = useState(FIRST);
  useEffect(() => {
    if (count >= total) return undefined;
    const timer = setTimeout(() => setCount(count + MORE));
    return () => clearTimeout(timer);
  }, [count, total]);
  return Math.min(count, total);
}
