import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RUN_COLOUR_COUNT } from '../../library/run-colour';
import { contrast, EYES, seenApart, tokenColours } from './colours-for-test';
import { distinctColours, RUN_COLOURS, runColour, runColourName, runDash } from './run-colours';

const card = tokenColours(readFileSync(new URL('tokens.css', import.meta.url), 'utf8'), '--card');

describe.each(['light', 'dark'] as const)('run colours, %s theme', (theme) => {
  it('stand out from a panel', () => {
    for (const colour of RUN_COLOURS) expect(contrast(colour[theme], card[theme])).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(EYES))('differ for eyes: %s', (kind) => {
    for (const [i, one] of RUN_COLOURS.entries()) {
      for (const other of RUN_COLOURS.slice(i + 1)) {
        expect(seenApart(one[theme], other[theme], kind)).toBeGreaterThan(0.09);
      }
    }
  });
});

it('has the colours that records point at', () => {
  expect(RUN_COLOURS).toHaveLength(RUN_COLOUR_COUNT);
  expect(runColour(1)).toBe('light-dark(#95550c, #f5c964)');
  expect(runColour(9)).toBe(runColour(1));
  expect(new Set(RUN_COLOURS.map((_, i) => runColourName(i))).size).toBe(RUN_COLOUR_COUNT);
});

it('gives runs that are shown together colours of their own', () => {
  expect(distinctColours([3, 5, 3, 4])).toEqual([3, 5, 4, 6]);
  expect(distinctColours([7, 7])).toEqual([7, 0]);
  expect(distinctColours(Array.from({ length: 9 }, () => 2))).toEqual([2, 3, 4, 5, 6, 7, 0, 1, 2]);
});

it('breaks the lines of eight runs in eight ways, the first not at all', () => {
  expect(runDash(0)).toEqual([]);
  expect(new Set(Array.from({ length: 8 }, (_, place) => runDash(place).join())).size).toBe(8);
  expect(runDash(8)).toEqual([]);
});
