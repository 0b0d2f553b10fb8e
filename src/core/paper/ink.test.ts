import { describe, expect, it } from 'vitest';
import { greyOf } from './grey';
import { inkMask, inkOf } from './ink';
import type { RgbaPicture } from './picture';
import { writtenPage } from './testing/synthetic-page';

const maskOf = (picture: RgbaPicture): Uint8Array => {
  const { width, height } = picture;
  return inkMask(inkOf(greyOf(picture, { left: 0, top: 0, right: width, bottom: height }, 1)));
};

/** Share of the pixels of either mask that both have. */
function overlap(a: Uint8Array, b: Uint8Array): number {
  const both = a.filter((value, i) => value === 1 && b[i] === 1).length;
  return both / a.filter((value, i) => value === 1 || b[i] === 1).length;
}

const clean = maskOf(writtenPage('4705/9182', { noise: 0 }));

describe('ink', () => {
  it('covers as much of a page as was written on it', () => {
    const share = clean.reduce((sum, value) => sum + value, 0) / clean.length;
    // Eight digits of 60 pixels, each a line of about 4 by 100.
    expect(share).toBeGreaterThan(0.012);
    expect(share).toBeLessThan(0.04);
  });

  it.each([
    ['a soft shade', { shade: 0.6 }],
    ['a shadow with an edge', { shadow: 0.5 }],
    ['noise', { noise: 6 }],
    ['blue ink', { ink: [45, 60, 150] as const }],
    ['a pencil', { ink: [140, 138, 135] as const }],
    ['a board', { ink: [230, 230, 220] as const, paper: [40, 45, 40] as const }],
  ])('is the same under %s', (_, look) => {
    expect(overlap(maskOf(writtenPage('4705/9182', { noise: 1, ...look })), clean)).toBeGreaterThan(0.85);
  });

  it('is nowhere on bare paper, however lit and grained', () => {
    const bare = maskOf(writtenPage('', { shade: 0.5, noise: 5 }));
    expect(bare.reduce((sum, value) => sum + value, 0)).toBeLessThan(10);
  });

  it('fills thick strokes', () => {
    const data = new Uint8ClampedArray(200 * 200 * 4).fill(255);
    for (let y = 40; y < 160; y++) {
      for (let x = 85; x < 115; x++) data.fill(20, (y * 200 + x) * 4, (y * 200 + x) * 4 + 3);
    }
    const mask = maskOf({ width: 200, height: 200, data });
    expect(mask.reduce((sum, value) => sum + value, 0)).toBe(120 * 30);
  });
});
