import { describe, expect, it } from 'vitest';
import { greyOf } from './grey';
import { inkMask, inkOf } from './ink';
import { withoutRuledLines } from './ruled-lines';
import type { PageOptions } from './testing/made-page';
import { writtenPage } from './testing/synthetic-page';

const PEN = { ink: [40, 45, 110] as const, noise: 1 };
const RULED = { spacing: 47, thickness: 2, colour: [90, 100, 140] as const, squared: false };

function masksOf(look: Partial<PageOptions>) {
  const picture = writtenPage('2740/3891', { ...PEN, ...look }, 2);
  const { width, height } = picture;
  const all = inkMask(inkOf(greyOf(picture, { left: 0, top: 0, right: width, bottom: height }, 1)));
  return { all, ...withoutRuledLines(all, width, height) };
}
const count = (mask: Uint8Array): number => mask.reduce((sum, value) => sum + value, 0);

describe('withoutRuledLines', () => {
  it.each([
    ['ruled', { ruled: RULED }, 0],
    ['ruled and tilted', { ruled: RULED, tiltRadians: 0.06 }, 0.06],
    ['squared', { ruled: { ...RULED, spacing: 30, squared: true } }, 0],
    ['squared and tilted', { ruled: { ...RULED, spacing: 30, squared: true }, tiltRadians: -0.04 }, -0.04],
  ])('leaves of %s paper what is on plain paper', (_, look, tiltRadians) => {
    const plain = masksOf({ tiltRadians });
    const { all, mask, lines } = masksOf(look);
    expect(lines).toBeGreaterThanOrEqual(5);
    expect(count(all)).toBeGreaterThan(1.3 * count(plain.mask));
    const both = mask.filter((value, i) => value === 1 && plain.mask[i] === 1).length;
    // What was written is still there, and hardly anything else.
    expect(both / count(plain.mask)).toBeGreaterThan(0.87);
    expect(both / count(mask)).toBeGreaterThan(0.85);
  });

  it('finds no lines on plain paper and takes nothing away', () => {
    const { all, mask, lines } = masksOf({});
    expect(lines).toBe(0);
    expect(mask).toEqual(all);
  });

  it('leaves the bar that crosses a line', () => {
    const [width, height] = [300, 120];
    const mask = new Uint8Array(width * height);
    mask.fill(1, 60 * width, 62 * width);
    for (let y = 30; y < 90; y++) mask.fill(1, y * width + 150, y * width + 156);
    const { mask: left, lines } = withoutRuledLines(mask, width, height);
    expect(lines).toBe(1);
    expect(count(left)).toBe(60 * 6);
  });

  it('takes no 1 in a picture of its own for a line', () => {
    const mask = new Uint8Array(28 * 28);
    for (let y = 0; y < 28; y++) mask.fill(1, y * 28 + 13, y * 28 + 15);
    expect(withoutRuledLines(mask, 28, 28).lines).toBe(0);
  });
});
