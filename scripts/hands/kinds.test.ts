/**
 * What the page reads, kind by kind, with the networks as shipped: the strokes are told apart, made into pictures and judged as on
 * the pad. Of real hands `npm run bench:hands` says more; here all is drawn from our own sketches.
 */
import { describe, expect, it } from 'vitest';
import { CLASS_COUNT, PIXEL_COUNT } from '../../src/core/network';
import { predictionOf } from '../../src/core/uncertainty';
import { drawnDigits } from '../../src/state/drawn-digits';
import { likenessOf, pretrained } from '../photos/shipped-networks';
import { type KindReading, tallyKind } from './kind-tally';
import { drawKinds, type KindDrawing } from './kinds';
import { placeOnPad } from './pen-digits';

const TIMES_EACH = 120;

/** The least share right, and the largest share of digits doubted. One kind falls short: README says so. */
const LIMITS: Readonly<Record<string, readonly [right: number, doubted: number]>> = {
  'straight lines and right angles': [0.98, 0.08],
  'a 1 with a flag, some with a foot': [0.98, 0.02],
  'a 1 with a short flat flag': [0.4, 0.05],
  'a stroke torn by a twelfth of the height': [0.9, 0.1],
  'narrow: 0.25 to 0.4 of the height': [0.95, 0.05],
  'wide: 1.2 to 1.6 of the height': [0.95, 0.05],
  'numbers of three, close together': [0.95, 0.05],
  'two rows of three': [0.95, 0.05],
  'a decimal point or a minus beside digits': [0.95, 0.05],
  'c and J': [0.9, 0],
};

function read({ meaning, strokes }: KindDrawing, turn: number): KindReading {
  const drawing = placeOnPad(strokes, 3, turn).map((stroke) => stroke.map(([x, y]) => ({ x, y })));
  const digits = drawnDigits(drawing);
  const pixels = new Uint8Array(digits.length * PIXEL_COUNT);
  for (const [i, digit] of digits.entries()) pixels.set(digit.pixels, i * PIXEL_COUNT);
  const { probabilities, uncertainties } = predictionOf(
    pretrained.predict(pixels, digits.length),
    pretrained.temperature,
    likenessOf(pixels, digits.length),
  );
  const answers = digits.map((_, i) => {
    const row = probabilities.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT);
    return row.indexOf(Math.max(...row));
  });
  return {
    meaning,
    answer: answers.join(''),
    doubted: digits.map(({ isMark }, i) => isMark || uncertainties[i] !== undefined),
  };
}

describe('the page reads', () => {
  for (const [kind, drawings] of drawKinds([], TIMES_EACH)) {
    it(kind, () => {
      const tally = tallyKind(drawings.map(read));
      const [right, doubted] = LIMITS[kind]!;
      expect(tally.right / tally.count).toBeGreaterThanOrEqual(right);
      expect(tally.digitsDoubted).toBeLessThanOrEqual(doubted * tally.digits);
    });
  }
});
