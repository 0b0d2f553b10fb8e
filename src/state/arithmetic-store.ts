/**
 * How the network on screen reckons with the digit at hand: the drawing on the pad or, while that is empty, the first of the
 * training digits that the page shows. Asked of the worker for as long as somebody shows it, anew whenever digit, unit,
 * network or temperature is another. Part of the panels that look inside: it arrives with the first of them.
 */
import { PIXEL_COUNT } from '../core/network';
import type { Arithmetic, InsightApi, UnitPlace } from '../protocol/insight';
import { useDrawing } from './drawing-store';
import { useInsight } from './insight-store';
import { LatestQuestion } from './latest-question';
import { useRun } from './run-store';
import { slice } from './store';
import { onTrainer } from './worker-link';

export interface DigitAtHand {
  /** uint8 [784], 255 = ink. */
  readonly pixels: Uint8Array;
  /** Its label and its place among the training digits, from 0; undefined for the drawing on the pad. */
  readonly sample: { readonly label: number; readonly index: number } | undefined;
}

interface ArithmeticOfPage {
  /** The unit whose sum is shown. */
  readonly chosen: UnitPlace | undefined;
}

interface ArithmeticOfNetwork {
  /** Of the network on screen, and which digit it is about. */
  readonly answer: { readonly arithmetic: Arithmetic; readonly digit: DigitAtHand } | undefined;
}

const [use, set] = slice<ArithmeticOfPage, ArithmeticOfNetwork>('arithmetic', { chosen: undefined }, () => ({
  answer: undefined,
}));
export const useArithmetic = use;

let worker: InsightApi | undefined;
/** How many parts of the page show it. */
let viewers = 0;

const questions = new LatestQuestion(
  ({ digit, unit }: { digit: DigitAtHand; unit: UnitPlace | undefined }) =>
    worker!.arithmetic(digit.pixels, unit),
  (arithmetic, { digit }) => {
    if (arithmetic) set({ answer: { arithmetic, digit } });
  },
);

/** Has it asked for until the function that it returns is called. */
export function viewArithmetic(): () => void {
  viewers++;
  ask();
  return () => {
    viewers--;
  };
}

/** Which unit's sum is to be shown; undefined for none. */
export function chooseUnit(chosen: UnitPlace | undefined): void {
  set({ chosen });
  ask();
}

function digitAtHand(): DigitAtHand | undefined {
  const { pixels } = useDrawing.getState();
  if (pixels) return { pixels, sample: undefined };
  const { samples } = useRun.getState();
  if (!samples) return undefined;
  const sample = { label: samples.labels[0]!, index: samples.indices[0]! };
  return { pixels: samples.pixels.slice(0, PIXEL_COUNT), sample };
}

function ask(): void {
  const digit = digitAtHand();
  if (viewers > 0 && worker && digit) questions.put({ digit, unit: useArithmetic.getState().chosen });
}

onTrainer(({ insight }) => {
  worker = insight;
  questions.drop();
  ask();
});
useInsight.subscribe(({ latest }, before) => {
  if (latest === before.latest) return;
  if (latest) ask();
  // The network is gone, and what it was asked last with it.
  else questions.drop();
});
useDrawing.subscribe(({ pixels }, before) => {
  if (pixels !== before.pixels) ask();
});
useRun.subscribe(({ temperature, samples }, before) => {
  if (temperature !== before.temperature || samples !== before.samples) ask();
});
