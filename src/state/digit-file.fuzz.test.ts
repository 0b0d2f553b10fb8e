/** Files of digits, and digits in storage, from anywhere. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { anyValue, damaged, inputsFor, jsonInsteadOf } from '../core/testing/fuzz';
import { digitsFromFile, digitsToFile } from './digit-file';
import { storedDigitSchema, toBase64, withPicture } from './kept-digit';

const picture = toBase64(new Uint8Array(784).fill(9));
const FILE = [
  {
    label: 7,
    writer: 'me',
    strokes: [
      [
        [0.1, 0.2],
        [0.5, 0.6],
        [0.7, 0.1],
      ],
    ],
    read: 4,
    added: '2026-11-22T14:03:00Z',
  },
  {
    label: 1,
    writer: '<b>',
    strokes: [
      [
        { x: 300, y: 40, time: 5 },
        { x: 3000, y: 400 },
      ],
    ],
  },
  { label: 3, picture },
];

it('any text is a list of digits that can be kept, seen and written again, or a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(jsonInsteadOf(FILE), async (text) => {
      const read = await digitsFromFile(text, 1000);
      if (!read.ok) {
        expect(read.fault.message).toMatch(/^\S.*\.$/su);
        expect(read.fault.message.length).toBeLessThan(600);
        return;
      }
      const { digits, refused } = read.value;
      expect(refused.length).toBeLessThanOrEqual(6);
      for (const digit of digits) expect(v.safeParse(storedDigitSchema, digit).success).toBe(true);
      const kept = digits.map(withPicture);
      for (const { pixels } of kept) expect(pixels).toHaveLength(784);
      const again = await digitsFromFile(digitsToFile(kept), 1000);
      expect(again).toMatchObject({ ok: true, value: { refused: [] } });
    }),
    inputsFor('digits of a file'),
  );
});

it('what storage holds is a digit with a picture, or is left alone', () => {
  const stored = { id: 'a', label: 7, strokes: FILE[0]!.strokes, addedAt: 1000, read: null, writer: 'x' };
  expect(v.safeParse(storedDigitSchema, stored).success).toBe(true);
  fc.assert(
    fc.property(fc.oneof(damaged(stored), anyValue), (raw) => {
      const parsed = v.safeParse(storedDigitSchema, raw);
      if (parsed.success) expect(withPicture(parsed.output).pixels).toHaveLength(784);
    }),
    inputsFor('stored digits'),
  );
});
