/**
 * Whether to believe a reading. A network that knows only digits sees a digit in everything, and often with certainty: its
 * probabilities say which digit, never whether it is one (Hein, Andriushchenko and Bitterwolf, Why ReLU networks yield
 * high-confidence predictions far away from the training data, CVPR 2019). So two are asked. A reading is certain when the
 * network, its confidence calibrated, thinks one digit likelier than all others together, and the guard, which has seen
 * letters, shapes and scribbles, takes the picture for a digit.
 */
import { temper } from './calibration';
import { CLASS_COUNT } from './network';

/** One digit must be likelier than all others together. */
export const CERTAIN_FROM = 0.5;
/**
 * What the guard must give a picture. Less than a half, because the guard is strict with hands that it does not know: the
 * value doubts about one in sixty of the pen digits of thirty writers.
 */
export const DIGIT_FROM = 0.4;

/** Why a reading is not certain: several digits are likely, or none is. */
export type Uncertainty = 'which-digit' | 'no-digit';

export interface Prediction {
  /** Calibrated: float32 [count, 10], rows sum to 1. */
  readonly probabilities: Float32Array;
  /** One per picture; undefined where the reading is certain. */
  readonly uncertainties: readonly (Uncertainty | undefined)[];
}

/**
 * What to make of a network's answers. probabilities: [count, 10], as the network gave them; temperature: the network's, from
 * calibration.ts; likeness: the guard's for these pictures, [count], 0..1, or undefined where there is no guard, when the
 * network's own confidence decides alone.
 */
export function predictionOf(
  probabilities: ArrayLike<number>,
  temperature: number,
  likeness: ArrayLike<number> | undefined,
): Prediction {
  const calibrated = temper(probabilities, temperature);
  const uncertainties = Array.from(
    { length: calibrated.length / CLASS_COUNT },
    (_, i): Uncertainty | undefined => {
      if (likeness && likeness[i]! < DIGIT_FROM) return 'no-digit';
      const confidence = Math.max(...calibrated.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT));
      // So written that a confidence that is not a number is no certainty.
      return confidence >= CERTAIN_FROM ? undefined : 'which-digit';
    },
  );
  return { probabilities: calibrated, uncertainties };
}
