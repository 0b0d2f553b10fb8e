import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { PngError, decodeGreyPng } from './png';
import { deflate, pngChunk, pngFile, pngHeader } from './testing/fake-bundle';

const WIDTH = 37;
const HEIGHT = 23;
/** Smooth in places and noisy in others, with every byte value, so that each filter wraps, rounds and ties. */
const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
  i % 5 === 0 ? (i * 97) & 255 : (i % WIDTH) * 3 + Math.floor(i / WIDTH) * 7,
);

/** Written by pngjs, an encoder that shares nothing with our decoder. filterType: one of the spec's five, or -1 to mix them. */
function pngByOthers(filterType: number): Uint8Array<ArrayBuffer> {
  const png = new PNG({ width: WIDTH, height: HEIGHT });
  png.data = Buffer.from(pixels);
  return new Uint8Array(
    PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false, bitDepth: 8, filterType }),
  );
}

/** The filter bytes of a file with one IDAT chunk right after its header. */
function filtersOf(file: Uint8Array): Set<number> {
  const idat = Buffer.from(file).indexOf('IDAT');
  const length = Buffer.from(file).readUInt32BE(idat - 4);
  const rows = inflateSync(file.subarray(idat + 4, idat + 4 + length));
  return new Set(Array.from({ length: HEIGHT }, (_, y) => rows[y * (WIDTH + 1)]!));
}

describe('files of another encoder', () => {
  test.each([
    [0, 'None'],
    [1, 'Sub'],
    [2, 'Up'],
    [3, 'Average'],
    [4, 'Paeth'],
  ])('row filter %i, %s', async (filter) => {
    const file = pngByOthers(filter);
    expect(filtersOf(file)).toEqual(new Set([filter]));
    expect(await decodeGreyPng(file)).toEqual({ width: WIDTH, height: HEIGHT, pixels });
  });

  test('row filters chosen row by row', async () => {
    const file = pngByOthers(-1);
    expect(filtersOf(file).size).toBeGreaterThan(1);
    expect((await decodeGreyPng(file)).pixels).toEqual(pixels);
  });

  test('into a place of its size, and no other', async () => {
    const place = new Uint8Array(pixels.length + 2);
    await decodeGreyPng(pngByOthers(-1), place.subarray(1, -1));
    expect(place).toEqual(Uint8Array.of(0, ...pixels, 0));
    await expect(decodeGreyPng(pngByOthers(0), place)).rejects.toThrow(PngError);
  });

  test('a file that begins in the middle of a buffer', async () => {
    const file = pngByOthers(4);
    const buffer = new Uint8Array(file.length + 20);
    buffer.set(file, 7);
    expect((await decodeGreyPng(buffer.subarray(7, 7 + file.length))).pixels).toEqual(pixels);
  });
});

/** A 3 x 2 image, worked out by hand from section 9 of the specification. */
const HAND_ROWS = Uint8Array.of(1, 250, 10, 10, 4, 5, 1, 255);
const HAND_PIXELS = Uint8Array.of(250, 4, 14, 255, 5, 13);
const HEADER = pngHeader(3, 2);
const END = pngChunk('IEND', []);
const idat = async (rows = HAND_ROWS) => pngChunk('IDAT', await deflate(rows));

test('an image worked out by hand', async () => {
  const image = await decodeGreyPng(pngFile([HEADER, await idat(), END]));
  expect(image).toEqual({ width: 3, height: 2, pixels: HAND_PIXELS });
});

test('compressed pixels spread over several chunks, and chunks that may be passed over', async () => {
  const compressed = await deflate(HAND_ROWS);
  const parts = [compressed.slice(0, 3), compressed.slice(3, 3), compressed.slice(3)];
  const chunks = [
    HEADER,
    pngChunk('gAMA', [0, 0, 1, 2]),
    ...parts.map((part) => pngChunk('IDAT', part)),
    END,
  ];
  expect((await decodeGreyPng(pngFile(chunks))).pixels).toEqual(HAND_PIXELS);
});

const refused = async (file: Uint8Array<ArrayBuffer>, why: RegExp): Promise<void> => {
  const error: unknown = await decodeGreyPng(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PngError);
  expect(String(error)).toMatch(why);
};

describe('malformed files are refused', () => {
  test('cut off after any number of bytes', async () => {
    const file = pngFile([HEADER, await idat(), END]);
    for (let length = 0; length < file.length; length++) {
      await refused(file.slice(0, length), /not a PNG|ends before|longer than the file/);
    }
  });

  test('another kind of file, or of PNG', async () => {
    await refused(new TextEncoder().encode('<!doctype html><title>Not found</title>'), /not a PNG/);
    await refused(pngFile([END]), /IHDR/);
    await refused(pngFile([pngChunk('IHDR', [0, 0, 0]), await idat(), END]), /IHDR/);
    await refused(pngFile([pngHeader(3, 2, 16), await idat(), END]), /8-bit grayscale/);
    await refused(pngFile([pngHeader(3, 2, 8, 2), await idat(), END]), /8-bit grayscale/);
    await refused(pngFile([pngHeader(3, 2, 8, 0, 1), await idat(), END]), /interlaced/);
    await refused(pngFile([HEADER, pngChunk('PLTE', [0, 0, 0]), await idat(), END]), /critical chunk PLTE/);
  });

  test('sizes that no sprite sheet has', async () => {
    await refused(pngFile([pngHeader(0, 2), await idat(), END]), /size/);
    await refused(pngFile([pngHeader(0xffffffff, 0xffffffff), await idat(), END]), /size/);
  });

  test('a chunk that claims to be longer than the file', async () => {
    const file = pngFile([HEADER, await idat(), END]);
    file.set([0xff, 0xff, 0xff, 0xff], 8 + HEADER.length);
    await refused(file, /longer than the file/);
  });

  test('damaged, missing or surplus pixels', async () => {
    const damaged = await deflate(HAND_ROWS);
    damaged[damaged.length - 1]! ^= 1;
    await refused(pngFile([HEADER, pngChunk('IDAT', damaged), END]), /damaged/);
    await refused(pngFile([HEADER, pngChunk('IDAT', [1, 2, 3, 4]), END]), /damaged/);
    await refused(pngFile([HEADER, END]), /damaged|fewer/);
    await refused(pngFile([HEADER, await idat(HAND_ROWS.slice(0, 7)), END]), /fewer/);
    await refused(pngFile([HEADER, await idat(new Uint8Array(1_000_000)), END]), /more/);
  });

  test('a row filter that does not exist', async () => {
    await refused(pngFile([HEADER, await idat(Uint8Array.of(0, 1, 2, 3, 5, 1, 2, 3)), END]), /row filter 5/);
  });
});
