import { expect, it } from 'vitest';
import { randomUniform } from '../random';
import { closing } from './extremes';
import { boxMeans, integralOf } from './integral';

const WIDTH = 23;
const HEIGHT = 17;
const values = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => Math.floor(256 * randomUniform(1, i)));

/** What a box around each pixel comes to, box by box. */
function slowly(from: ArrayLike<number>, radius: number, fold: (inside: number[]) => number): number[] {
  return Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const inside: number[] = [];
    for (let row = Math.max(0, y - radius); row <= Math.min(HEIGHT - 1, y + radius); row++)
      for (let column = Math.max(0, x - radius); column <= Math.min(WIDTH - 1, x + radius); column++)
        inside.push(from[row * WIDTH + column]!);
    return fold(inside);
  });
}

it.each([1, 3, 8, 40])('closing is the least of the greatest in boxes, radius %i', (radius) => {
  const greatest = slowly(values, radius, (inside) => Math.max(...inside));
  expect([...closing(values, WIDTH, HEIGHT, radius)]).toEqual(
    slowly(greatest, radius, (inside) => Math.min(...inside)),
  );
});

it.each([1, 5])('boxMeans are means of what is in the boxes, radius %i', (radius) => {
  const means = boxMeans(integralOf({ width: WIDTH, height: HEIGHT, values }), WIDTH, HEIGHT, radius);
  const expected = slowly(
    values,
    radius,
    (inside) => inside.reduce((sum, value) => sum + value, 0) / inside.length,
  );
  means.forEach((mean, i) => expect(mean).toBeCloseTo(expected[i]!, 3));
});
