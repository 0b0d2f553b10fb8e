import { describe, expect, it } from 'vitest';
import { digitsFromFile, digitsToFile } from './digit-file';
import { type PlainStrokes, type StoredDigit, withPicture } from './kept-digit';

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
    expect(result.ok && result.value.map(({ id: _id, ...digit }) => digit)).toEqual(unnamed);
  });

  it('takes collections of pen strokes: any box, fitted into the pad, and the date of today', async () => {
    const text = '[{"label": 7, "writer": "tra-01", "strokes": [[[100, 300], [300, 300], [200, 700]]]}]';
    const result = await digitsFromFile(text, NOW);
    // 400 high and 200 wide: the height becomes 0.8 of the pad, and all lies around its middle.
    expect(result.ok && result.value[0]).toMatchObject({ label: 7, addedAt: NOW, read: null });
    expect(result.ok && result.value[0]!.strokes![0]!.flat()).toEqual(
      [0.3, 0.1, 0.7, 0.1, 0.5, 0.9].map((place) => expect.closeTo(place, 10)),
    );
  });

  it('carries digits from photos as pictures, and refuses pictures of another size', async () => {
    const picture = Buffer.from(Array.from({ length: 784 }, (_, i) => i % 256)).toString('base64');
    const text = digitsToFile([withPicture({ id: 'a', label: 5, picture, addedAt: NOW, read: null })]);
    const result = await digitsFromFile(text, 0);
    expect(result.ok && result.value).toMatchObject([{ label: 5, picture, addedAt: NOW }]);
    for (const wrong of [picture.slice(4), 'A'.repeat(1046) + '==', '']) {
      const refused = await digitsFromFile(JSON.stringify([{ label: 5, picture: wrong }]), NOW);
      expect(refused.ok).toBe(false);
    }
    expect((await digitsFromFile('[{"label": 5}]', NOW)).ok).toBe(false);
  });

  it('writes the format of the collections', () => {
    const text = digitsToFile([withPicture({ id: 'a', label: 1, strokes: bar, addedAt: NOW, read: 4 })]);
    expect(JSON.parse(text)).toEqual([
      { label: 1, writer: 'me', strokes: bar, read: 4, added: '2026-11-22T14:03:00.000Z' },
    ]);
  });

  it('refuses what is not right, whole, in words that say which and why', async () => {
    expect(await messageOf('{"not": "a list"}')).toContain('not a list of digits');
    expect(await messageOf('[{"label": 1, "str')).toContain('not a list of digits');
    expect(await messageOf('[]')).toBe('There are no digits in this file.');
    const start = 'Nothing was taken from this file: digit 2 of 2 is not right: ';
    expect(await messageOf(fileOf(7))).toBe(`${start}it is no digit at all.`);
    expect(await messageOf(fileOf({ strokes: bar }))).toBe(`${start}it has no "label".`);
    expect(await messageOf(fileOf({ label: 10, strokes: bar }))).toBe(
      `${start}its label must be a whole number from 0 to 9.`,
    );
    expect(await messageOf(fileOf({ label: 1, strokes: [] }))).toBe(`${start}it has no strokes.`);
    expect(await messageOf(fileOf({ label: 1, strokes: [[]] }))).toBe(`${start}a stroke has no points.`);
    for (const point of [[1], [1, 'two'], [1, null], [1, 2, 3]]) {
      expect(await messageOf(fileOf({ label: 1, strokes: [[point]] }))).toBe(
        `${start}every point must be a pair of numbers.`,
      );
    }
    expect(await messageOf(fileOf({ label: 1, strokes: bar, added: 'yesterday' }))).toBe(
      `${start}its date cannot be read.`,
    );
  });
});
