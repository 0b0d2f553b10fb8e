import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forwardPass, softmaxRows } from '../../engine/plain/forward-pass';
import { digitLikeness } from '../guard';
import { CLASS_COUNT, PIXEL_COUNT } from '../network';
import { decodeNetwork, parseNetworkRecord } from '../network-file';
import { randomUniform } from '../random';
import { paperPrediction } from './doubt';
import { findDigits, type FoundDigits } from './find-digits';
import type { RgbaPicture } from './picture';
import { allPictures, digitRows, meanRows } from './read-found';
import { READING_STYLES } from './reading-styles';
import { writtenPage } from './testing/synthetic-page';

function shipped(name: string) {
  const file = (ending: string) =>
    readFileSync(resolve(import.meta.dirname, `../../../public/networks/${name}.${ending}`));
  const record = parseNetworkRecord(file('json').toString());
  if (!record.ok) throw new Error(record.fault.detail);
  const weights = decodeNetwork(record.value, file('bin'));
  if (!weights.ok) throw new Error(weights.fault.detail);
  const { activation } = record.value;
  return (pixels: Uint8Array, count: number) =>
    softmaxRows(forwardPass(weights.value, activation, pixels, count).logits, CLASS_COUNT);
}

const pretrained = shipped('reference');
const guard = shipped('guard');
const judge = (pixels: Uint8Array, count: number) => ({
  probabilities: pretrained(pixels, count),
  likeness: digitLikeness(guard(pixels, count)),
});

/** What is read, rows parted by slashes, and how much of it is believed. */
function read(picture: RgbaPicture) {
  const found = findDigits(picture, judge, READING_STYLES);
  if (typeof found === 'string') throw new Error(found);
  const pixels = allPictures(found.digits);
  const { probabilities, likeness } = judge(pixels, pixels.length / PIXEL_COUNT);
  const each = READING_STYLES.length;
  const means = digitRows(probabilities, each);
  const { uncertainties } = paperPrediction(found.digits, means, meanRows(likeness, 1, each));
  let text = '';
  found.digits.forEach(({ row }, i) => {
    const said = [...means.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT)];
    text += `${i > 0 && row !== found.digits[i - 1]!.row ? '/' : ''}${said.indexOf(Math.max(...said))}`;
  });
  return { text, found, sure: uncertainties.filter((why) => why === undefined).length };
}

const TEXT = '0123456/789021';
const BLUE = [45, 60, 150] as const;
const LINES = { spacing: 50, thickness: 2, colour: [150, 175, 215] as const, squared: false };

describe('findDigits', () => {
  it.each([
    ['plain paper', {}],
    ['in shadow, blue ink', { ink: BLUE, shade: 0.5, shadow: 0.4, noise: 4 }],
    ['ruled paper, tilted', { ink: BLUE, ruled: LINES, tiltRadians: 0.04, noise: 3 }],
    ['on a table, tilted', { table: true, tiltRadians: 0.15, shade: 0.4 }],
    ['a board', { ink: [235, 235, 225] as const, paper: [35, 45, 40] as const }],
    ['a large photo', { width: 2400, height: 1600, size: 300 }],
    ['squared paper', { ruled: { ...LINES, spacing: 27, squared: true }, tiltRadians: -0.03 }],
  ])('reads rows on %s', (_, look) => {
    const { text, sure } = read(writtenPage(TEXT, look, 2));
    expect(text).toBe(TEXT);
    expect(sure).toBeGreaterThanOrEqual(11);
  });

  it('says where they are, in pixels of the picture', () => {
    const { digits } = read(writtenPage('83', { width: 2400, height: 1600, size: 300 }, 2)).found;
    const middles = digits.map(({ box }) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]);
    // Two squares of 300 pixels side by side in the middle.
    expect(Math.abs(middles[0]![0]! - 1050)).toBeLessThan(40);
    expect(Math.abs(middles[1]![0]! - 1350)).toBeLessThan(40);
    for (const [, y] of middles) expect(Math.abs(y! - 800)).toBeLessThan(40);
  });

  it('parts digits that touch', () => {
    const page = writtenPage('3528', { pitch: 0.5, size: 110, noise: 1 }, 1);
    const { text, found } = read(page);
    expect(text).toBe('3528');
    expect(found.digits.some(({ cutFrom }) => cutFrom !== undefined)).toBe(true);
  });

  it('counts the lines that it takes away', () => {
    expect(
      (findDigits(writtenPage(TEXT, { ruled: { ...LINES, colour: [90, 100, 140] } }), judge) as FoundDigits)
        .ruledLines,
    ).toBeGreaterThan(4);
    expect((findDigits(writtenPage(TEXT), judge) as FoundDigits).ruledLines).toBe(0);
  });

  const flat = (width: number, height: number, value: (i: number) => number): RgbaPicture => {
    const data = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let i = 0; i < width * height; i++) data.fill(value(i), 4 * i, 4 * i + 3);
    return { width, height, data };
  };

  it.each([
    ['too-small', flat(1, 1, () => 0)],
    ['blank', flat(300, 200, () => 255)],
    ['blank', flat(300, 200, () => 0)],
    ['blank', writtenPage('', { noise: 5, shade: 0.4 })],
    // The pixels are not looked at: there are none.
    ['too-large', { width: 10_000, height: 10_000, data: new Uint8Array() }],
  ])('finds %s', (problem, picture) => {
    expect(findDigits(picture, judge)).toBe(problem);
  });

  it('is sure of nothing in noise, waves and squares', () => {
    const pictures = [
      flat(400, 300, (i) => 255 * randomUniform(3, i)),
      flat(400, 300, (i) => 128 + 60 * Math.sin((i % 400) / 17) * Math.cos(i / 400 / 13)),
      flat(400, 300, (i) => ((((i % 400) >> 4) + (Math.floor(i / 400) >> 4)) % 2) * 255),
    ];
    for (const picture of pictures) {
      const found = findDigits(picture, judge, READING_STYLES);
      if (typeof found !== 'string') expect(read(picture).sure).toBeLessThanOrEqual(1);
    }
  });
});
