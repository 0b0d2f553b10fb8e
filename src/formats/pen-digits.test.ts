import { describe, expect, it } from 'vitest';
import { normaliseStrokes } from '../core/normalise';
import { readPenDigits } from './pen-digits';

const read = (content: unknown) =>
  readPenDigits(new TextEncoder().encode(JSON.stringify(content)), 'mine.json');
const refusal = (content: unknown): string => {
  const digits = read(content);
  return digits.ok ? 'nothing' : digits.fault.message;
};
const strokes = [
  [
    [0.2, 0.1],
    [0.8, 0.1],
    [0.4, 0.9],
  ],
];

describe('drawn digits', () => {
  it('become pictures as on the pad, whatever way their points are written', () => {
    const picture = normaliseStrokes([
      [
        { x: 0.2, y: 0.1 },
        { x: 0.8, y: 0.1 },
        { x: 0.4, y: 0.9 },
      ],
    ]);
    const timed = strokes.map((stroke) => stroke.map(([x, y], time) => ({ x, y, time })));
    const digits = read([
      { label: 7, writer: 'x', strokes },
      { label: 3, strokes: timed, __proto__: 1 },
    ]);
    if (!digits.ok) throw new Error(digits.fault.message);
    const { part, refused } = digits.value;
    expect([...part.labels!]).toEqual([7, 3]);
    expect(part.pixels.subarray(0, 784)).toEqual(picture);
    expect(part.pixels.subarray(784)).toEqual(picture);
    expect(refused).toEqual([]);
  });

  it('take forty strokes of four thousand points each', () => {
    const stroke = Array.from({ length: 4000 }, (_, i) => [i / 4000, (i % 7) / 7]);
    const digits = read([{ label: 1, strokes: Array(24).fill(stroke) }]);
    expect(digits.ok && digits.value.part.labels).toEqual(Uint8Array.of(1));
    expect(refusal([{ label: 1, strokes: Array(40).fill(stroke) }])).toContain('more than 100000 points');
  });

  it('are left out one by one where they are not right, with their place', () => {
    const digits = read([
      { label: 10, strokes },
      { label: 1, strokes },
      { label: 2, strokes: [] },
      { label: 2, strokes: [[[1, '2']]] },
      { label: 2, strokes: [[]] },
      'seven',
      { label: 2, strokes: [[[1e300, 0]]] },
    ]);
    expect(digits.ok && [...digits.value.part.labels!]).toEqual([1]);
    expect(
      digits.ok && digits.value.refused.map((sentence) => sentence.replace(/ of 7 in “mine.json”/, '')),
    ).toEqual([
      'Digit 1 was left out: its label must be a whole number from 0 to 9.',
      'Digit 3 was left out: it has no strokes.',
      'Digit 4 was left out: every point must be a pair of numbers.',
      'Digit 5 was left out: it has no points.',
      'Digit 6 was left out: its label must be a whole number from 0 to 9.',
      'Digit 7 was left out: every point must be a pair of numbers.',
    ]);
  });

  it('are refused when none is right, or there is no list', () => {
    expect(refusal([{ label: 11, strokes }])).toContain('Digit 1 of 1');
    expect(refusal({ label: 1 })).toContain('not a list');
    expect(refusal([])).toContain('empty');
    const cut = readPenDigits(new TextEncoder().encode('[{"label": 1, "strokes": [[[1,'), 'mine.json');
    expect(!cut.ok && cut.fault.message).toMatch(/not JSON in UTF-8/);
  });
});
