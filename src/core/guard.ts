/**
 * The guard: a small network of its own that tells digits from everything else, whatever network the visitor has trained.
 * It is stored like any other network of ten classes. Nine of them are digits, the tenth is "no digit at all"; 9 shares a
 * class with 4, whose open form it resembles most. Learning the digits apart as well makes it look at shapes, and costs
 * nothing. scripts/train-guard.ts says what it learned from.
 */
import { CLASS_COUNT } from './network';

export const GUARD_NETWORK = 'guard';
export const NO_DIGIT_CLASS = 9;

/** The guard's class of a digit, 0..9. */
export const guardClass = (digit: number): number => (digit === 9 ? 4 : digit);

/** How likely each picture is a digit, 0..1. probabilities: the guard's, [count, 10]. Returns a new float32 [count]. */
export const digitLikeness = (probabilities: Float32Array): Float32Array =>
  Float32Array.from(
    { length: probabilities.length / CLASS_COUNT },
    (_, row) => 1 - probabilities[row * CLASS_COUNT + NO_DIGIT_CLASS]!,
  );
