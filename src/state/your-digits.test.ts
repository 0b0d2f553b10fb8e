import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type StoredDigit, storedDigitSchema } from './kept-digit';
import { createRepository, type StorageBackend } from '../library/storage';
import { memoryBackend } from '../library/testing/memory-backend';

const stroke = [
  { x: 0.5, y: 0.2, pressure: 0.7 },
  { x: 1 / 3, y: 0.8 },
];

/** The module as a page has it that was just opened. */
async function openPage(backend: StorageBackend) {
  vi.resetModules();
  const page = await import('./your-digits');
  await page.openYourDigits(createRepository<StoredDigit>(storedDigitSchema, backend));
  return { ...page, labels: () => page.useYourDigits.getState().digits.map(({ label }) => label) };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

let backend: StorageBackend;
beforeEach(() => {
  backend = memoryBackend();
});

describe('your digits', () => {
  it('are there again on the next visit, as they were', async () => {
    const first = await openPage(backend);
    const growing = [stroke];
    const id = first.keepDigit(growing, 7, 4);
    growing.pop();
    await settle();
    const { digits } = (await openPage(backend)).useYourDigits.getState();
    expect(digits).toMatchObject([
      {
        id,
        label: 7,
        read: 4,
        strokes: [
          [
            [0.5, 0.2],
            [0.33333, 0.8],
          ],
        ],
      },
    ]);
    expect(digits[0]!.pixels).toEqual(first.useYourDigits.getState().digits[0]!.pixels);
    expect(digits[0]!.pixels.some((ink) => ink > 200)).toBe(true);
  });

  it('can be relabelled, removed and brought back, in storage too', async () => {
    const { keepDigit, relabelDigit, removeDigits, undoRemoval, labels } = await openPage(backend);
    const a = keepDigit([stroke], 1, 7);
    const b = keepDigit([stroke], 2, null);
    relabelDigit(a, 3);
    removeDigits([a, b]);
    expect(labels()).toEqual([]);
    await settle();
    expect((await openPage(backend)).labels()).toEqual([]);
    undoRemoval();
    await settle();
    expect(labels().toSorted((a, b) => a - b)).toEqual([2, 3]);
    expect((await openPage(backend)).labels().toSorted((a, b) => a - b)).toEqual([2, 3]);
  });

  it('imports only what is not there yet', async () => {
    const { keepDigit, importDigits, labels, useYourDigits } = await openPage(backend);
    const { digitsToFile } = await import('./digit-file');
    keepDigit([stroke], 5, null);
    const file = digitsToFile(useYourDigits.getState().digits);
    expect(await importDigits(file)).toEqual({
      ok: true,
      value: { addedCount: 0, knownCount: 1, refused: [] },
    });
    expect(await importDigits(file.replace('"label":5', '"label":6'))).toMatchObject({
      value: { addedCount: 1, knownCount: 0, refused: [] },
    });
    expect(labels()).toEqual([5, 6]);
    expect((await importDigits('[')).ok).toBe(false);
    expect(labels()).toEqual([5, 6]);
  });

  it('stay in memory when storage fails, and say so', async () => {
    const refuse = () => Promise.reject(new DOMException('no', 'QuotaExceededError'));
    const { keepDigit, labels, useYourDigits } = await openPage({ ...backend, putAll: refuse });
    expect(useYourDigits.getState().problem).toBeUndefined();
    keepDigit([stroke], 9, null);
    await settle();
    expect(labels()).toEqual([9]);
    expect(useYourDigits.getState().problem).toContain('storage is full');
  });

  it('tell how many were damaged, and keep the others', async () => {
    const first = await openPage(backend);
    first.keepDigit([stroke], 9, null);
    await backend.putAll([{ id: 'x', label: 3, strokes: [[[0.5, 'y']]] } as never]);
    const { labels, useYourDigits } = await openPage(backend);
    expect(labels()).toEqual([9]);
    expect(useYourDigits.getState().problem).toBe(
      '1 of your kept digits could not be read back and is left out.',
    );
  });
});
