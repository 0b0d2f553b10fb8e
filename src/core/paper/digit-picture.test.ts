import { describe, expect, it } from 'vitest';
import { digitPictures, PLAIN_STYLE, type PictureStyle } from './digit-picture';
import { greyOf } from './grey';
import { inkMask, inkOf } from './ink';
import { partsOf } from './parts';
import { boxAround } from './picture';
import { glyphOf, makePage, type PageOptions, PLAIN_PAGE } from './testing/made-page';
import { strokesOf } from './testing/synthetic-page';

const SIDE = 28;

/** The picture of a digit that is alone on a page. */
function pictureOf(
  label: number,
  penWidth: number,
  look: Partial<PageOptions> = {},
  style: Partial<PictureStyle> = {},
) {
  const rows = [[glyphOf(strokesOf(label, 5), penWidth)]];
  const page = makePage({ ...PLAIN_PAGE, width: 200, height: 200, size: 150, noise: 1, rows, ...look });
  const ink = inkOf(greyOf(page, { left: 0, top: 0, right: page.width, bottom: page.height }, 1));
  const { parts, labels } = partsOf(inkMask(ink), page.width, page.height)!;
  const own = parts.filter(({ area }) => area > 20);
  const box = own.reduce(boxAround, own[0]!);
  const digit = { box, labels: own.map((part) => part.label) };
  return digitPictures(ink, labels, digit, 0, [{ ...PLAIN_STYLE, ...style }])[0]!;
}

function measure(pixels: Uint8Array) {
  const inked = [...pixels.keys()].filter((i) => pixels[i]! > 0);
  const xs = inked.map((i) => i % SIDE);
  const ys = inked.map((i) => Math.floor(i / SIDE));
  const mass = inked.reduce((sum, i) => sum + pixels[i]!, 0);
  const centre = (place: (i: number) => number) =>
    inked.reduce((sum, i) => sum + pixels[i]! * place(i), 0) / mass;
  return {
    longer: Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) + 1,
    mass: mass / 255,
    x: centre((i) => i % SIDE),
    y: centre((i) => Math.floor(i / SIDE)),
  };
}

const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.reduce((sum, value) => sum + value, 0);

describe('digitPictures', () => {
  it.each([0, 2, 5, 8])('puts a %i into 20 pixels and its mass in the middle, as MNIST does', (label) => {
    const { longer, x, y } = measure(pictureOf(label, 0.06));
    expect(longer).toBe(20);
    for (const centre of [x, y]) {
      expect(centre).toBeGreaterThan(13.3);
      expect(centre).toBeLessThanOrEqual(14.6);
    }
  });

  it.each([2, 3, 7])('makes the strokes of a %i as thick as usual, whatever the pen', (label) => {
    const usual = pictureOf(label, 0.06);
    for (const penWidth of [0.015, 0.03, 0.11]) {
      const other = pictureOf(label, penWidth);
      expect(Math.abs(measure(other).mass / measure(usual).mass - 1)).toBeLessThan(0.12);
      expect(difference(usual, other)).toBeLessThan(0.45);
    }
  });

  it('makes a line 2.5 pixels thick, or as thick as it is told', () => {
    const line = [
      [
        { x: 0.5, y: 0 },
        { x: 0.5, y: 1 },
      ],
    ];
    const massOf = (penWidth: number, thickness: number): number => {
      const rows = [[glyphOf(line, penWidth)]];
      const page = makePage({ ...PLAIN_PAGE, width: 200, height: 200, size: 150, noise: 0, rows });
      const ink = inkOf(greyOf(page, { left: 0, top: 0, right: 200, bottom: 200 }, 1));
      const { parts, labels } = partsOf(inkMask(ink), 200, 200)!;
      const digit = { box: parts[0]!, labels: [parts[0]!.label] };
      return measure(digitPictures(ink, labels, digit, 0, [{ ...PLAIN_STYLE, thickness }])[0]!).mass;
    };
    // A bar of 20 by 2.5 pixels with round ends lacks (4 - pi) / 4 of a square of 2.5.
    for (const thickness of [2, 2.5, 3.5]) {
      const bar = 20 * thickness - ((4 - Math.PI) / 4) * thickness ** 2;
      for (const penWidth of [0.02, 0.1])
        expect(Math.abs(massOf(penWidth, thickness) / bar - 1)).toBeLessThan(0.12);
    }
  });

  it('turns a tilted page’s digit upright', () => {
    const upright = pictureOf(5, 0.06);
    const tilted = pictureOf(5, 0.06, { tiltRadians: 0.3 }, { turn: 0.3 });
    expect(difference(upright, tilted)).toBeLessThan(0.2);
    expect(difference(upright, pictureOf(5, 0.06, { tiltRadians: 0.3 }))).toBeGreaterThan(0.5);
  });
});
