import { useEffect } from 'react';
import type { NumberReading } from './reading';

/** Measurements kept for whoever asks; older ones are dropped all at once. */
const MOST_KEPT = 10_000;
let kept = 0;

/**
 * Measures how long a reading takes, from the pen's move to the painted answer, as `reading` entries of the browser's own
 * performance timeline: performance.getEntriesByName('reading').
 */
export function useReadingMeasure(reading: NumberReading, penMovedAt: number | undefined): void {
  useEffect(() => {
    if (penMovedAt === undefined || reading.state === 'none') return;
    // The next frame's callback runs just before it is painted, and a timer that is set there just after.
    const frame = requestAnimationFrame(() =>
      setTimeout(() => {
        if (kept++ % MOST_KEPT === 0) performance.clearMeasures('reading');
        performance.measure('reading', { start: penMovedAt, end: performance.now() });
      }, 0),
    );
    return () => cancelAnimationFrame(frame);
  }, [reading, penMovedAt]);
}
