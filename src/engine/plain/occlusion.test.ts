import { expect, it } from 'vitest';
import { zeroWeights } from '../../core/network';
import { forwardPass } from './forward-pass';
import { occlusionDrops } from './occlusion';

it('drops exactly where the patch covers the one pixel that matters', () => {
  const weights = zeroWeights([784, 1, 10]);
  const planted = 14 * 28 + 20;
  weights[0]!.kernel[planted] = 1;
  weights[1]!.kernel[3] = 2;
  const pixels = new Uint8Array(784);
  pixels[planted] = 255;
  pixels[3 * 28 + 3] = 255;
  const work = occlusionDrops((digits, count) => forwardPass(weights, 'relu', digits, count), pixels, 3);
  let step = work.next();
  while (!step.done) step = work.next();
  const drops = step.value;
  // exp(2) / (exp(2) + 9) with the pixel, 1 / 10 without.
  const drop = Math.exp(2) / (Math.exp(2) + 9) - 0.1;
  const covered = [...drops.keys()].filter((place) => Math.abs(drops[place]!) > 1e-6);
  const expected = [...drops.keys()].filter(
    (place) => Math.abs(Math.floor(place / 28) - 14) <= 2 && Math.abs((place % 28) - 20) <= 2,
  );
  expect(covered).toEqual(expected);
  for (const place of covered) expect(drops[place]).toBeCloseTo(drop, 5);
});
