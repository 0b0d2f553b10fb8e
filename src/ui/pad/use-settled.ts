import { useEffect, useState } from 'react';

/** A text once it has stood still for a while: a screen reader should speak the reading, not each step on the way. */
export function useSettled(text: string, stillMs: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), stillMs);
    return () => clearTimeout(timer);
  }, [text, stillMs]);
  return settled;
}
