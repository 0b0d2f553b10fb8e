import { describe, expect, it } from 'vitest';
import { digitsFromFile, digitsToFile } from './digit-file';
import { type PlainStrokes, type StoredDigit, toPlain, withoutPicture, withPicture } from './kept-digit';

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
const refusedOf = async (text: string): Promise<readonly string[]> => {
  const result = await digitsFromFile(text, NOW);
  if (!result.ok || result.value.digits.length !== 1) throw new Error('not the one digit that is right');
  return result.value.refused;
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
    expect(result.ok && result.value.digits[0]).toMatchObject({ label: 7, addedAt: NOW, read: null });
    expect(result.ok && result.value.digits[0]!.strokes[0]!.flat()).toEqual(
      [0.3, 0.1, 0.7, 0.1, 0.5, 0.9].map((place) => expect.closeTo(place, 10)),
    );
  });

  it('writes the format of the collections', () => {
    const text = digitsToFile([withPicture({ id: 'a', label: 1, strokes: bar, addedAt: NOW, read: 4 })]);
    expect(JSON.parse(text)).toEqual([
      { label: 1, writer: 'me', strokes: bar, read: 4, added: '2026-11-22T14:03:00.000Z' },
    ]);
  });

  it('refuses what is not right, one by one, in words that say which and why', async () => {
    expect(await messageOf('{"not": "a list"}')).toContain('not a list of digits');
    expect(await messageOf('[{"label": 1, "str')).toContain('not a list of digits');
    expect(await messageOf('[]')).toBe('There are no digits in this file.');
    expect(await refusedOf(fileOf(7))).toEqual(['digit 2: it is no digit at all']);
    expect(await refusedOf(fileOf({ strokes: bar }))).toEqual(['digit 2: it has no "label"']);
    expect(await refusedOf(fileOf({ label: 10, strokes: bar }))).toEqual([
      'digit 2: its label must be a whole number from 0 to 9',
    ]);
    expect(await refusedOf(fileOf({ label: 1, strokes: [] }))).toEqual(['digit 2: it has no strokes']);
    expect(await refusedOf(fileOf({ label: 1, strokes: [[]] }))).toEqual(['digit 2: a stroke has no points']);
    for (const point of [[1], [1, 'two'], [1, null], [1, 2, 3], { x: 1 }, 'here']) {
      expect(await refusedOf(fileOf({ label: 1, strokes: [[point]] }))).toEqual([
        'digit 2: every point must be a pair of numbers',
      ]);
    }
    expect(await refusedOf(fileOf({ label: 1, strokes: bar, added: 'yesterday' }))).toEqual([
      'digit 2: its date cannot be read',
    ]);
  });

  it('takes nothing from a file of which nothing is right', async () => {
    expect(await messageOf('[1, 2, 3, 4, 5, 6, 7]')).toBe(
      `Nothing was taken from this file of 7: ${[1, 2, 3, 4, 5].map((i) => `digit ${i}: it is no digit at all`).join('; ')}; and 2 more.`,
    );
  });

  it('takes points with names and times, and text that begins with a byte order mark', async () => {
    const points = [
      { x: 0.5, y: 0.25, time: 0 },
      { x: 0.5, y: 0.75, time: 16, pressure: 1 },
    ];
    const result = await digitsFromFile(`\uFEFF${JSON.stringify([{ label: 1, strokes: [points] }])}`, NOW);
    expect(result.ok && result.value.digits[0]!.strokes).toEqual(bar);
  });

  it('takes forty strokes of four thousand points, in any box', async () => {
    const long = Array.from({ length: 40 }, (_, row) =>
      Array.from({ length: 4000 }, (_, i) => [i, 100 * row]),
    );
    const result = await digitsFromFile(JSON.stringify([{ label: 5, strokes: long }]), NOW);
    expect(result.ok && result.value.digits[0]!.strokes[39]!.at(-1)).toEqual([
      expect.closeTo(0.9, 10),
      expect.closeTo(0.5 + (0.8 * 1950) / 3999, 10),
    ]);
  });

  it('reads back what was kept of a stroke of any length', async () => {
    const points = Array.from({ length: 5100 }, (_, i) => ({ x: i / 5100, y: 0.5, pressure: 1 }));
    const strokes = toPlain([points]);
    expect(strokes[0]).toHaveLength(5000);
    expect([strokes[0]![0]![0], strokes[0]!.at(-1)![0]]).toEqual([0, 0.9998]);
    const digit = withPicture({ id: 'a', label: 1, strokes, addedAt: NOW, read: null });
    const result = await digitsFromFile(digitsToFile([digit]), NOW);
    expect(result.ok && result.value.digits[0]!.strokes).toEqual(strokes);
    const older = [points.map(({ x, y }) => [x, y])];
    const read = await digitsFromFile(JSON.stringify([{ label: 1, strokes: older }]), NOW);
    expect(read.ok && read.value.digits[0]!.strokes[0]).toHaveLength(5000);
  });

  it('keeps who drew it, for the next file', async () => {
    const text = JSON.stringify([
      { label: 1, writer: ' Ada ', strokes: bar },
      { label: 2, writer: 'me', strokes: bar },
      { label: 3, writer: { not: 'a name' }, strokes: bar },
    ]);
    const result = await digitsFromFile(text, NOW);
    if (!result.ok) throw new Error(result.fault.message);
    const again = JSON.parse(digitsToFile(result.value.digits.map(withPicture))) as { writer: string }[];
    expect(again.map(({ writer }) => writer)).toEqual(['Ada', 'me', 'me']);
    expect(withoutPicture(withPicture(result.value.digits[0]!))).toEqual(result.value.digits[0]);
  });
});
