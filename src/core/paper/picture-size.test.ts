import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { pictureSize } from './picture-size';

const SIZE = { width: 321, height: 45 };
const bytes = (text: string, length = 64): Uint8Array => {
  const all = new Uint8Array(length);
  all.set(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  return all;
};

it('reads the size out of PNG and JPEG as others write them', () => {
  expect(pictureSize(PNG.sync.write(new PNG({ ...SIZE })))).toEqual(SIZE);
  const data = new Uint8Array(SIZE.width * SIZE.height * 4);
  expect(pictureSize(jpeg.encode({ ...SIZE, data }).data)).toEqual(SIZE);
});

// Headers by hand, from the formats' descriptions: 321 is 0x0141, 45 is 0x2d.
it.each([
  ['GIF', 'GIF89a\u0041\u0001\u002d\u0000'],
  ['BMP', `BM${'\0'.repeat(16)}\u0041\u0001\0\0\u002d\0\0\0`],
  ['WebP, extended', `RIFF\0\0\0\0WEBPVP8X${'\0'.repeat(8)}\u0040\u0001\0\u002c\0\0`],
  ['WebP, lossy', `RIFF\0\0\0\0WEBPVP8 ${'\0'.repeat(10)}\u0041\u0001\u002d\0`],
  // 14 bits of 320, then 14 bits of 44: 0x0b0140.
  ['WebP, lossless', `RIFF\0\0\0\0WEBPVP8L${'\0'.repeat(5)}\u0040\u0001\u000b\0`],
])('reads the size out of %s', (_, header) => {
  expect(pictureSize(bytes(header))).toEqual(SIZE);
});

it('knows no size of anything else, nor of a JPEG that breaks off', () => {
  expect(pictureSize(bytes('just some words, and then more of them, and more'))).toBeUndefined();
  expect(pictureSize(new Uint8Array(4))).toBeUndefined();
  expect(pictureSize(bytes('\u00ff\u00d8\u00ff\u00e1\u00ff\u00ff'))).toBeUndefined();
});
