import { describe, expect, it } from 'vitest';
import { greyOf, reductionFor } from './grey';
import type { RgbaPicture } from './picture';
import { writtenPage } from './testing/synthetic-page';

const whole = ({ width, height }: RgbaPicture) => ({ left: 0, top: 0, right: width, bottom: height });
const SMALL = { width: 120, height: 80, size: 60, noise: 0 };

/** The darkest and the middle grey. */
function tones(picture: RgbaPicture, factor = 1) {
  const { values } = greyOf(picture, whole(picture), factor);
  const sorted = [...values].sort((a, b) => a - b);
  return { darkest: sorted[0]!, middle: sorted[Math.floor(sorted.length / 2)]! };
}

describe('greyOf', () => {
  it('takes blue ink in the colour in which it is darkest', () => {
    // Red of the ink 20, of the paper 230; its brightness is 0.299 * 20 + 0.587 * 90 + 0.114 * 220 = 84.
    const { darkest, middle } = tones(
      writtenPage('3', { ...SMALL, ink: [20, 90, 220], paper: [230, 228, 220] }),
    );
    expect(darkest).toBeLessThan(25);
    expect(middle).toBe(230);
  });

  it('turns chalk on a board round', () => {
    const { darkest, middle } = tones(
      writtenPage('3', { ...SMALL, ink: [240, 240, 240], paper: [30, 30, 30] }),
    );
    expect(darkest).toBeLessThan(20);
    expect(middle).toBe(225);
  });

  it('sees white ink on nothing, and black ink on nothing', () => {
    for (const value of [0, 255]) {
      const { width, height, data } = writtenPage('7', { ...SMALL, ink: [0, 0, 0], paper: [255, 255, 255] });
      const bare = new Uint8ClampedArray(data.length).fill(value);
      for (let at = 3; at < data.length; at += 4) bare[at] = 255 - data[at - 1]!;
      const { darkest, middle } = tones({ width, height, data: bare });
      expect(darkest).toBeLessThan(10);
      expect(middle).toBeGreaterThan(245);
    }
  });

  it('makes means of squares', () => {
    const data = new Uint8ClampedArray(16 * 16 * 4).fill(255);
    // One black pixel of the first four by four.
    data.fill(0, 0, 3);
    const { width, height, values } = greyOf(
      { width: 16, height: 16, data },
      { left: 0, top: 0, right: 16, bottom: 16 },
      4,
    );
    expect([width, height]).toEqual([4, 4]);
    expect(values[0]).toBe(Math.floor((15 * 255) / 16));
    expect(values[5]).toBe(255);
  });

  it('reduces large pictures alone', () => {
    expect(reductionFor(1600, 1200)).toBe(1);
    expect(reductionFor(4000, 3000)).toBe(2);
  });
});
