import { describe, expect, it } from 'vitest';
import { digitsFromFile, digitsToFile } from './digit-file';
import { type PlainStrokes, type StoredDigit, toPlain, withPicture } from './kept-digit';

const NOW = Date.parse('2026-11-22T14:03:00Z');
const bar: PlainStrokes = [
  [
    [0.5, 0.25],
    [0.5, 0.75],
  ],
];

const messageOf = async (text: string): Promise<string> => {
  const result = await digitsFromFile(text, NOW);
  return result.ok ? 'accepted' : result.fault.message;
};
const fileOf = (entry: unknown): string => JSON.stringify([{ label: 1, strokes: bar }, entry]);

describe('digits as a file', () => {
  it('come back as they were', async () => {
    const mine: readonly StoredDigit[] = [
      {
        id: 'a',
        label: 1,
        strokes: [
          [
            [0.5, 0.2],
            [0.48, 0.8],
          ],
        ],
        addedAt: NOW - 5000,
        read: 7,
        writer: 'me',
      },
      {
        id: 'b',
        label: 0,
        strokes: [
          [[0.1, 0.1]],
          [
            [0.2, 0.3],
            [0, 1],
          ],
        ],
        addedAt: NOW,
        read: null,
        writer: 'Ada',
      },
    ];
    const result = await digitsFromFile(digitsToFile(mine.map(withPicture)), 0);
    const unnamed = mine.map(({ id: _id, ...digit }) => digit);
    expect(result.ok && result.value.digits.map(({ id: _id, ...digit }) => digit)).toEqual(unnamed);
  });

  it('takes collections of pen strokes: any box, fitted into the pad, and the date of today', async () => {
    const text = '[{"label": 7, "writer": "tra-01", "strokes": [[[100, 300], [300, 300], [200, 700]]]}]';
    const result = await digitsFromFile(text, NOW);
    // 400 high and 200 wide: the height becomes 0.8 of the pad, and all lies around its middle.
    expect(result.ok && result.value.digits[0]).toMatchObject({
      label: 7,
      writer: 'tra-01',
      addedAt: NOW,
      read: null,
    });
    expect(result.ok && result.value.digits[0]!.strokes[0]!.flat()).toEqual(
      [0.3, 0.1, 0.7, 0.1, 0.5, 0.9].map((place) => expect.closeTo(place, 10)),
    );
  });

  it('writes the format of the collections', () => {
    const text = digitsToFile([
      withPicture({ id: 'a', label: 1, strokes: bar, addedAt: NOW, read: 4, writer: 'Ada' }),
    ]);
    expect(JSON.parse(text)).toEqual([
      { label: 1, writer: 'Ada', strokes: bar, read: 4, added: '2026-11-22T14:03:00.000Z' },
    ]);
  });

  it('refuses what is no list, in words', async () => {
    expect(await messageOf('{"not": "a list"}')).toContain('not a list of digits');
    expect(await messageOf('[{"label": 1, "str')).toContain('not a list of digits');
    expect(await messageOf('[]')).toBe('There are no digits in this file.');
    expect(await messageOf('[7]')).toBe(
      'Nothing was taken. Digit 1 of 1 was left out: it is no digit at all.',
    );
  });

  it('leaves out a digit that is not right, and says which and why', async () => {
    const refusalOf = async (entry: unknown): Promise<string> => {
      const result = await digitsFromFile(fileOf(entry), NOW);
      if (!result.ok) throw new Error(result.fault.message);
      expect(result.value.digits.map(({ label, strokes }) => ({ label, strokes }))).toEqual([
        { label: 1, strokes: bar },
      ]);
      return result.value.refused.join();
    };
    const start = 'Digit 2 of 2 was left out: ';
    expect(await refusalOf(7)).toBe(`${start}it is no digit at all.`);
    expect(await refusalOf({ strokes: bar })).toBe(`${start}it has no "label".`);
    expect(await refusalOf({ label: 10, strokes: bar })).toBe(
      `${start}its label must be a whole number from 0 to 9.`,
    );
    expect(await refusalOf({ label: 1, strokes: [] })).toBe(`${start}it has no strokes.`);
    expect(await refusalOf({ label: 1, strokes: [[]] })).toBe(`${start}a stroke has no points.`);
    for (const point of [[1], [1, 'two'], [1, null], [1, 2, 3], { x: 1 }]) {
      expect(await refusalOf({ label: 1, strokes: [[point]] })).toBe(
        `${start}every point must be a pair of numbers.`,
      );
    }
    expect(await refusalOf({ label: 1, strokes: bar, added: 'yesterday' })).toBe(
      `${start}its date cannot be read.`,
    );
  });

  it('takes points with their time', async () => {
    const timed = [
      { x: 0.5, y: 0.25, time: 0 },
      { x: 0.5, y: 0.75, time: 9 },
    ];
    const result = await digitsFromFile(fileOf({ label: 2, strokes: [timed] }), NOW);
    expect(result.ok && result.value.digits[1]!.strokes).toEqual(bar);
  });

  it('thins strokes of more points than are kept, its own export among them', async () => {
    const long = Array.from({ length: 5100 }, (_, i) => [i / 5100, (i % 2) / 2]);
    const result = await digitsFromFile(fileOf({ label: 2, strokes: [long] }), NOW);
    const [stroke] = result.ok ? result.value.digits[1]!.strokes : [];
    expect(stroke).toHaveLength(5000);
    expect([stroke![0], stroke!.at(-1)]).toEqual([long[0], long.at(-1)]);
    expect(toPlain([long.map(([x, y]) => ({ x: x!, y: y! }))])[0]).toHaveLength(5000);
  });

  it('takes forty strokes of four thousand points in any box', async () => {
    const stroke = Array.from({ length: 4000 }, (_, i) => [i, i % 100]);
    const result = await digitsFromFile(fileOf({ label: 2, strokes: Array(40).fill(stroke) }), NOW);
    expect(result.ok && result.value.refused).toEqual([]);
    expect(result.ok && result.value.digits[1]!.strokes[39]!.at(-1)![0]).toBeCloseTo(0.9, 9);
  });
});
