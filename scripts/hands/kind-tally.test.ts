import { expect, it } from 'vitest';
import { kindsMarkdown, tallyKind } from './kind-tally';

it('counts what is right in every place, and a sign that is no digit only when it is doubted', () => {
  const tally = tallyKind([
    { meaning: '12', answer: '12', doubted: [false, true] },
    { meaning: '12', answer: '17', doubted: [false, false] },
    { meaning: '3.4', answer: '314', doubted: [false, true, false] },
    { meaning: '3.4', answer: '314', doubted: [true, false, false] },
    { meaning: '56', answer: '5', doubted: [false] },
    { meaning: '.', answer: '6', doubted: [true] },
    { meaning: '.', answer: '', doubted: [false] },
  ]);
  // Doubted digits: one 2, one 3, and both of what was read as one.
  expect(tally).toEqual({ count: 7, right: 3, digits: 10, digitsDoubted: 4 });
  expect(
    kindsMarkdown(new Map([['all', tally]]))
      .split('\n')
      .at(-1),
  ).toBe('| all | 7 | 3 (42.9%) | 40.0% |');
});
