import { useLayoutEffect } from 'react';
import type { NumberPrediction } from './prediction';

/** Measurements kept for whoever asks; older ones are dropped all at once. */
const MOST_KEPT = 10_000;
const NAMES = ['reading', 'reading-painted'] as const;
let kept = 0;

/**
 * Measures how long a reading takes from the pen's move, in the browser's own performance timeline: `reading` until the answer
 * stands in the document, `reading-painted` until it is painted as well. See performance.getEntriesByName('reading').
 */
export function usePredictionMeasure(reading: NumberPrediction, penMovedAt: number | undefined): void {
  useLayoutEffect(() => {
    if (penMovedAt === undefined || reading.state === 'none') return;
    if (++kept % MOST_KEPT === 0) for (const name of NAMES) performance.clearMeasures(name);
    performance.measure('reading', { start: penMovedAt, end: performance.now() });
    // The next frame's callback runs just before it is painted, and a timer that is set there just after.
    const frame = requestAnimationFrame(() =>
      setTimeout(
        () => performance.measure('reading-painted', { start: penMovedAt, end: performance.now() }),
        0,
      ),
    );
    return () => cancelAnimationFrame(frame);
  }, [reading, penMovedAt]);
}
