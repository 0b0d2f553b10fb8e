import { expect, it } from 'vitest';
import { picture } from './picture';
import { strokesOfPicture } from './thin';

const circle = Array.from({ length: 33 }, (_, i) => ({
  x: 0.5 + 0.4 * Math.cos((i * Math.PI) / 16),
  y: 0.5 + 0.4 * Math.sin((i * Math.PI) / 16),
}));

it('follows a closed line back to where it began, along its middle', () => {
  const [ring, ...more] = strokesOfPicture(picture([circle]));
  expect(more).toEqual([]);
  expect(ring![0]).toEqual(ring!.at(-1));
  // The pad's picture of a circle: 17.5 of 28 pixels across, about pixel 14, its line 2.5 wide.
  for (const { x, y } of ring!) expect(Math.abs(Math.hypot(x - 0.5, y - 0.5) - 8.75 / 28)).toBeLessThan(0.06);
});

it('begins and ends lines where they cross', () => {
  const cross = [
    [
      { x: 0.5, y: 0 },
      { x: 0.5, y: 1 },
    ],
    [
      { x: 0, y: 0.5 },
      { x: 1, y: 0.5 },
    ],
  ];
  const arms = strokesOfPicture(picture(cross)).filter((stroke) => stroke.length > 8);
  expect(arms).toHaveLength(4);
});

it('makes a dot of a dot', () => {
  expect(strokesOfPicture(picture([[{ x: 0.5, y: 0.5 }]]))).toHaveLength(1);
});
