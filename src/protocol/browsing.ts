/** What the page may ask of all 70,000 digits. Digits go by the numbers of core/splits.ts. */
import type { CalibrationBin } from '../core/calibration';
import type { Evaluation } from '../core/metrics';
import type { Split } from '../core/splits';

/** Which digits, and in what order. */
export interface DigitQuery {
  /** At least one. */
  readonly splits: readonly Split[];
  /** Labels that will do; none: all. */
  readonly labels: readonly number[];
  /** Guesses that will do; none: all. */
  readonly predicted: readonly number[];
  readonly outcome: 'any' | 'right' | 'wrong';
  /** Lowest and highest confidence that will do, 0..1, both included. */
  readonly confidence: readonly [number, number];
  readonly order: DigitOrder;
}

/** Whether only digits that the network has read can be an answer. */
export const needsPrediction = ({ predicted, outcome, confidence, order }: DigitQuery): boolean =>
  predicted.length > 0 || outcome !== 'any' || confidence[0] > 0 || confidence[1] < 1 || order !== 'place';

/** By place in the set; hardest first: by falling loss; or by the network's confidence in its guess. */
export type DigitOrder = 'place' | 'hardest' | 'least-sure' | 'most-sure';

/** The guess of a digit that the current network has not been asked about. */
export const NO_PREDICTION = 255;

/** The digits that a query finds, in its order: one entry per digit in each array. */
export interface FoundDigits {
  /** uint32 [n]: their numbers. */
  readonly indices: Uint32Array;
  /** uint8 [n], 0..9. */
  readonly labels: Uint8Array;
  /** uint8 [n], 0..9 or NO_PREDICTION. */
  readonly predicted: Uint8Array;
  /** float32 [n], 0..1: the probability of the guess; 0 where there is none. */
  readonly confidences: Float32Array;
  /** float32 [n], in nats; 0 where there is no guess. */
  readonly losses: Float32Array;
  /** Splits of the query that the current network has not read: their digits are found only by a query that asks for no guess. */
  readonly unread: readonly Split[];
}

export interface ClassSummary {
  /** uint32 [10]: digits per class. */
  readonly counts: Uint32Array;
  /** uint8 [10, 784]: the average digit of each class, 255 = ink. */
  readonly means: Uint8Array;
}

/** What the current network made of a whole split. */
export interface SplitEvaluation {
  readonly split: Split;
  /** The training step that it was read at; for the training digits, at which the reading began. */
  readonly step: number;
  readonly evaluation: Evaluation;
  readonly calibration: readonly CalibrationBin[];
}

/** The digits and what the current network makes of them. All of it waits until the digits it is about have arrived. */
export interface BrowsingApi {
  /** Pixels of the digits of these numbers: uint8 [n, 784], 255 = ink. */
  pixels(indices: Uint32Array): Promise<Uint8Array>;
  find(query: DigitQuery): Promise<FoundDigits>;
  /** Class probabilities of one digit by the current network: float32 [10]. Undefined while none has learned. */
  reading(index: number): Promise<Float32Array | undefined>;
  /** Splits: at least one. */
  classes(splits: readonly Split[]): Promise<ClassSummary>;
  /**
   * Whether to read the 55,000 training digits, again and again as the network learns: at full speed at rest, and in a
   * fiftieth of the time while it trains. The validation digits are read in any case, the test digits when asked.
   */
  watch(wanted: boolean): Promise<void>;
}
