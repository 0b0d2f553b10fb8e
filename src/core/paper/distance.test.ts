import { expect, it } from 'vitest';
import { randomUniform } from '../random';
import { distancesTo } from './distance';

it('is within three parts in a hundred of the distance by Pythagoras', () => {
  const [width, height] = [40, 31];
  const mask = Uint8Array.from({ length: width * height }, (_, i) => (randomUniform(4, i) < 0.01 ? 1 : 0));
  const inked = [...mask.keys()].filter((i) => mask[i] === 1);
  distancesTo(mask, width, height, 1).forEach((distance, i) => {
    const away = inked.map((at) =>
      Math.hypot((at % width) - (i % width), Math.floor(at / width) - Math.floor(i / width)),
    );
    const exact = Math.min(...away);
    expect(Math.abs(distance - exact)).toBeLessThanOrEqual(0.03 * exact);
  });
});

it('is far where there is nothing', () => {
  expect(distancesTo(new Uint8Array(9), 3, 3, 1)[4]).toBeGreaterThan(1000);
});
