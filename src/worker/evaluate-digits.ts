import { EvaluationAccumulator, type Evaluation } from '../core/metrics';
import { PIXEL_COUNT } from '../core/network';
import type { Split } from '../core/splits';
import {
  emptyDigitPredictions,
  enterDigitPredictions,
  type DigitPredictions,
} from '../core/digit-predictions';
import type { DigitSet } from '../dataset/digit-source';
import type { Engine } from '../engine/engine';
import { yieldToMessages } from '../engine/yield-to-messages';

/** Digits per reading: few enough that a message never waits long, many enough to keep the device busy. */
const CHUNK = 500;

/** What a network makes of a split, digit by digit and altogether. */
export interface SplitResult {
  readonly evaluation: Evaluation;
  readonly predictions: DigitPredictions;
}

interface ReadingOptions {
  /** Asked between chunks; false once the answer is of no use. */
  readonly isCurrent?: () => boolean;
  /** Hears the share done. */
  readonly onFraction?: (fraction: number) => void;
  /** Hears the probabilities of the digits from `firstIndex` on, float32 [count, 10]. */
  readonly onRows?: (probabilities: Float32Array, firstIndex: number) => void;
  readonly chunk?: number;
  /** Lets others at the thread after a chunk that took so long. */
  readonly breathe?: (workMs: number) => Promise<void>;
}

/**
 * Reads every digit of a set, letting messages through between chunks. Undefined when `isCurrent` turns false on the way:
 * the network has been replaced.
 */
export async function evaluateDigits(
  engine: Engine,
  split: Split,
  digits: DigitSet,
  {
    isCurrent,
    onFraction,
    onRows,
    chunk = engine.digitsPerReading ?? CHUNK,
    breathe = yieldToMessages,
  }: ReadingOptions = {},
): Promise<SplitResult | undefined> {
  const accumulator = new EvaluationAccumulator(split);
  const predictions = emptyDigitPredictions(digits.count);
  for (let start = 0; start < digits.count; start += chunk) {
    const startedAt = performance.now();
    const count = Math.min(chunk, digits.count - start);
    const pixels = digits.pixels.subarray(start * PIXEL_COUNT, (start + count) * PIXEL_COUNT);
    const labels = digits.labels.subarray(start, start + count);
    const probabilities = await engine.predict(pixels, count);
    accumulator.add(probabilities, labels, count);
    enterDigitPredictions(predictions, start, probabilities, labels);
    onRows?.(probabilities, start);
    onFraction?.((start + count) / digits.count);
    await breathe(performance.now() - startedAt);
    if (isCurrent?.() === false) return undefined;
  }
  return { evaluation: accumulator.result(), predictions };
}
