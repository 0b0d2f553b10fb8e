import { describe, expect, it } from 'vitest';
import { paperPrediction, wordsOf } from './doubt';

/** Digits 30 pixels wide and 50 high with these gaps before them; what follows a wide one is another word. */
const digitsAt = (gaps: readonly number[], cutFrom: readonly (number | undefined)[] = []) => {
  let left = 0;
  return gaps.map((gap, i) => {
    left += gap + 30;
    const box = { left: left - 30, right: left, top: 0, bottom: 50 };
    return { box, row: 0, pictures: [], cutFrom: cutFrom[i] };
  });
};

/** Answers of this confidence for one class. */
const answers = (...confidences: readonly number[]) =>
  confidences.flatMap((confidence) =>
    Array.from({ length: 10 }, (_, digit) => (digit === 0 ? confidence : (1 - confidence) / 9)),
  );

describe('wordsOf', () => {
  it('parts a row at wide gaps, and rows', () => {
    const digits = digitsAt([0, 10, 60, 10]);
    expect(wordsOf(digits)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(wordsOf(digits.map(({ box }, row) => ({ box, row })))).toHaveLength(4);
  });
});

describe('paperPrediction', () => {
  it('believes digits that are by themselves what they look like', () => {
    const { uncertainties } = paperPrediction(digitsAt([0, 90, 90]), answers(0.9, 0.4, 0.9), [0.9, 0.9, 0.2]);
    expect(uncertainties).toEqual([undefined, 'which-digit', 'no-digit']);
  });

  it('believes nothing in a word of which much is no digit, and all else', () => {
    const likeness = [0.9, 0.1, 0.1, 0.9, 0.9];
    const { uncertainties } = paperPrediction(
      digitsAt([0, 9, 9, 9, 90]),
      answers(0.9, 0.9, 0.9, 0.9, 0.9),
      likeness,
    );
    expect(uncertainties).toEqual(['no-digit', 'no-digit', 'no-digit', 'no-digit', undefined]);
  });

  it('believes no piece of ink of which another piece is in doubt', () => {
    const digits = digitsAt([0, 90, 90, 90], [7, 7, 8, 8]);
    const { uncertainties } = paperPrediction(
      digits,
      answers(0.99, 0.99, 0.99, 0.99),
      [0.95, 0.6, 0.95, 0.95],
    );
    expect(uncertainties).toEqual(['no-digit', 'no-digit', undefined, undefined]);
  });

  it('goes by confidence alone where there is no guard', () => {
    const { uncertainties } = paperPrediction(digitsAt([0, 90]), answers(0.9, 0.3), undefined);
    expect(uncertainties).toEqual([undefined, 'which-digit']);
  });
});
