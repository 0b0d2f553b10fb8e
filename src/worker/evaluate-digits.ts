import { PIXEL_COUNT } from '../core/network';
import { EvaluationAccumulator, type Evaluation } from '../core/metrics';
import type { DigitSet } from '../dataset/digit-store';
import type { Engine } from '../engine/engine';
import { yieldToMessages } from './yield-to-messages';

/** Digits per reading: few enough that a message never waits long, many enough to keep the device busy. */
const CHUNK = 500;

/**
 * Reads every digit of a set and counts, letting messages through between chunks. onFraction hears the share done.
 * Undefined when `isCurrent` turns false on the way: the network has been replaced.
 */
export async function evaluateDigits(
  engine: Engine,
  split: Evaluation['split'],
  digits: DigitSet,
  isCurrent: () => boolean,
  onFraction?: (fraction: number) => void,
): Promise<Evaluation | undefined> {
  const accumulator = new EvaluationAccumulator(split);
  for (let start = 0; start < digits.count; start += CHUNK) {
    const count = Math.min(CHUNK, digits.count - start);
    const pixels = digits.pixels.subarray(start * PIXEL_COUNT, (start + count) * PIXEL_COUNT);
    const probabilities = await engine.predict(pixels, count);
    accumulator.add(probabilities, digits.labels.subarray(start, start + count), count);
    onFraction?.((start + count) / digits.count);
    await yieldToMessages();
    if (!isCurrent()) return undefined;
  }
  return accumulator.result();
}
