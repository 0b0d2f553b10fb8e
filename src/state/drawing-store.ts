/**
 * What is on the pad, digit by digit, and how the networks read it. Only one question is with the worker at a time; while it
 * is being answered, newer drawings replace each other, so that the answer shown is never far behind the pen.
 */
import { PIXEL_COUNT } from '../core/network';
import { isSameRun, type NetworkIdentity } from '../core/network-identity';
import type { Stroke } from '../core/strokes';
import type { Prediction } from '../core/uncertainty';
import type { PadPredictions } from '../protocol/predictor';
import type { DrawnDigit } from './drawn-digits';
import { LatestQuestion } from './latest-question';
import { failPart, useRun } from './run-store';
import { type ShownNetwork, slice } from './store';

interface DrawingState {
  /** From left to right; empty for an empty pad. */
  readonly digits: readonly DrawnDigit[];
  /** The place in `digits` of the one that is looked at: the one written last, until another is chosen. */
  readonly selected: number;
  /** The selected digit's; undefined for an empty pad. */
  readonly pixels: Uint8Array | undefined;
  /** One row per digit. Undefined before the first answer and for an empty pad. */
  readonly predictions: PadPredictions | undefined;
  /** When the pen made the oldest move that only `predictions` answers, in ms of performance.now(); undefined for none. */
  readonly penMovedAt: number | undefined;
}

const EMPTY: DrawingState = {
  digits: [],
  selected: 0,
  pixels: undefined,
  predictions: undefined,
  penMovedAt: undefined,
};

/** What the pretrained network says is no other network's; what the visitor's own says is, unless it is of this one. */
const of = (network: NetworkIdentity | undefined, said: PadPredictions | undefined) =>
  said?.own && !isSameRun(said.own.network, network) ? { ...said, own: undefined } : said;

const [use, set] = slice('drawing', EMPTY, (shown?: ShownNetwork, now = EMPTY) => ({
  predictions: of(shown?.network, now.predictions),
}));
export const useDrawing = use;

/** A pen that has not moved for so long rests. */
const PEN_RESTS_MS = 100;

type Predict = (pixels: Uint8Array, count: number) => Promise<PadPredictions>;
let predict: Predict | undefined;
/** The oldest move of the pen that no question has been asked about. */
let unasked: number | undefined;
/** When the networks were last asked, in ms of performance.now(). */
let askedAt = -Infinity;
/** Whether they are to be asked once more as soon as the pen rests. */
let refreshing = false;

const questions = new LatestQuestion(
  async () => {
    const { digits } = useDrawing.getState();
    const penMovedAt = unasked;
    unasked = undefined;
    return { predictions: doubtMarks(await predict!(joined(digits), digits.length), digits), penMovedAt };
  },
  (answer) => {
    const predictions = of(useRun.getState().network, answer.predictions);
    if (useDrawing.getState().digits.length > 0) set({ ...answer, predictions });
  },
);

/** A minus or a decimal point is no digit, whatever it looks like to a network that knows nothing else. */
function doubtMarks(said: PadPredictions, digits: readonly DrawnDigit[]): PadPredictions {
  if (!digits.some(({ isMark }) => isMark)) return said;
  const doubted = <P extends Prediction>(prediction: P): P => ({
    ...prediction,
    uncertainties: prediction.uncertainties.map((why, i) => (digits[i]?.isMark ? 'no-digit' : why)),
  });
  return { own: said.own && doubted(said.own), pretrained: said.pretrained && doubted(said.pretrained) };
}

/** Names who answers; a new worker replaces the old one, whose pending answer will never come. */
export function connectPredictor(predictor: Predict): void {
  predict = predictor;
  questions.drop();
}

/** Makes digits of strokes. Its code arrives after the shell, and well before the network that reads them. */
let digitsOf: ((strokes: readonly Stroke[]) => DrawnDigit[]) | undefined;
/** The last change of the drawing that came before it. */
let early: Parameters<typeof setDrawing> | undefined;

/** Settles when drawings are made digits of: at once, as a rule. */
export const digitsAreMade: Promise<void> = import('./drawn-digits').then(({ drawnDigits }) => {
  digitsOf = drawnDigits;
  if (early) setDrawing(...early);
  early = undefined;
}, failPart('Drawings cannot be read, for a part of this page did not arrive. Load the page again.'));

/**
 * The drawing has changed. penMovedAt: when the pen made the change, in ms of performance.now(). The digit written last is
 * selected: the one that the newest stroke belongs to.
 */
export function setDrawing(strokes: readonly Stroke[], penMovedAt?: number): void {
  if (!digitsOf) {
    early = [strokes, early?.[1] ?? penMovedAt];
    return;
  }
  const digits = digitsOf(strokes);
  unasked = digits.length > 0 ? (unasked ?? penMovedAt) : undefined;
  const newest = strokes.at(-1);
  const selected = Math.max(
    0,
    digits.findIndex((digit) => digit.strokes.some((stroke) => stroke === newest)),
  );
  set(digits.length > 0 ? { digits, selected, pixels: digits[selected]!.pixels } : EMPTY);
  predictAgain();
}

/** Looks at another digit of the number, by its place from the left. */
export function selectDigit(index: number): void {
  const digit = useDrawing.getState().digits[index];
  if (digit) set({ selected: index, pixels: digit.pixels });
}

/** Asks the networks once more: the drawing has changed, or there is another network. */
export function predictAgain(): void {
  if (!predict || useDrawing.getState().digits.length === 0) return;
  askedAt = performance.now();
  questions.put(undefined);
}

/** What both networks make of pictures that are not on the pad, uint8 [count, 784]. Undefined where none can be asked yet. */
export const predictPictures = (pixels: Uint8Array, count: number): Promise<PadPredictions> | undefined =>
  predict?.(pixels, count);

/** Looks at a picture from elsewhere, uint8 [784], as if it had been drawn, until something is. */
export function showPicture(pixels: Uint8Array): void {
  set({ digits: [{ strokes: [], pixels, isMark: false }], selected: 0, pixels, predictions: undefined });
  predictAgain();
}

/**
 * Asks once more because the network has learned a little: as soon as the pen rests. While it moves, every move asks anyway,
 * and questions in between would only stand in its way.
 */
export function predictWhenPenRests(): void {
  if (refreshing) return;
  refreshing = true;
  const wait = () => {
    const restMs = askedAt + PEN_RESTS_MS - performance.now();
    if (restMs > 0) {
      setTimeout(wait, restMs);
      return;
    }
    refreshing = false;
    predictAgain();
  };
  wait();
}

/** The digits' pictures one after another: uint8 [count, 784]. */
function joined(digits: readonly DrawnDigit[]): Uint8Array {
  const pixels = new Uint8Array(digits.length * PIXEL_COUNT);
  for (const [index, digit] of digits.entries()) pixels.set(digit.pixels, index * PIXEL_COUNT);
  return pixels;
}
