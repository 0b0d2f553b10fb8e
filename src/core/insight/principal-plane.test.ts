import { describe, expect, it } from 'vitest';
import { alignPlane, type Plane, principalPlane, projectPoint } from './principal-plane';

const UNITS = 12;
/** The same numbers as in the reference: x[i, j] = sin(0.37 i + 0.11 j²) (j + 1) + cos(1.3 i (j + 1)). */
const points = Float32Array.from({ length: 40 * UNITS }, (_, k) => {
  const [i, j] = [Math.floor(k / UNITS), k % UNITS];
  return Math.sin(0.37 * i + 0.11 * j * j) * (j + 1) + Math.cos(1.3 * i * (j + 1));
});

function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
const sizes = (values: ArrayLike<number>) => Array.from(values, Math.abs);
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 4) as number);

const NUMPY = {
  explained: [0.59154942, 0.39382073],
  coordinates: [
    14.56141237, 10.13367104, 17.08430762, 6.11783327, 17.97429004, 0.41410809, 13.80710818, 6.96710663,
  ],
  first: [
    0.03009725, 0.06886898, 0.13404567, 0.20285828, 0.17206283, 0.07017841, 0.35143744, 0.1058251, 0.44997097,
    0.0653538, 0.44980371, 0.59743224,
  ],
  second: [
    0.05016366, 0.09114429, 0.08978258, 0.01024119, 0.21023589, 0.35528374, 0.0652948, 0.45934692, 0.11206367,
    0.64499458, 0.37570396, 0.1599754,
  ],
};

describe('principalPlane', () => {
  // numpy 2.4.6, float64: w, v = eigh(cov(x, rowvar=False)); (x - x.mean(0)) @ v[:, order[:2]].
  it('finds what numpy finds', () => {
    const { explained, coordinates, axes } = finish(principalPlane(points, UNITS));
    expect(explained).toEqual(close(NUMPY.explained));
    expect(sizes(coordinates.subarray(0, 8))).toEqual(close(NUMPY.coordinates));
    expect(sizes(axes.subarray(0, UNITS))).toEqual(close(NUMPY.first));
    expect(sizes(axes.subarray(UNITS))).toEqual(close(NUMPY.second));
  });

  it('puts a point of the table where the table has it', () => {
    const plane = finish(principalPlane(points, UNITS));
    const [x, y] = projectPoint(plane, points.subarray(7 * UNITS, 8 * UNITS));
    expect([x, y]).toEqual(close([...plane.coordinates.subarray(14, 16)]));
  });

  it('survives points that are all the same, and a layer of one unit', () => {
    const same = finish(principalPlane(new Float32Array(30).fill(2), 3));
    expect(same.explained).toEqual([0, 0]);
    expect([...same.coordinates]).toEqual(Array.from({ length: 20 }, () => 0));
    const single = finish(principalPlane(Float32Array.of(1, 2, 3, 6), 1));
    expect(single.explained).toEqual([expect.closeTo(1, 9), 0]);
    expect([...single.coordinates]).toEqual([-2, 0, -1, 0, 0, 0, 3, 0]);
  });

  it('ends sooner when it starts from where it ended', () => {
    const steps = (work: Generator<void, Plane>) => {
      let count = 0;
      while (!work.next().done) count++;
      return count;
    };
    const { directions } = finish(principalPlane(points, UNITS));
    expect(steps(principalPlane(points, UNITS, directions))).toBeLessThan(
      steps(principalPlane(points, UNITS)),
    );
  });
});

describe('alignPlane', () => {
  it('undoes a turn and a mirror image, and keeps the plane', () => {
    const plane = finish(principalPlane(points, UNITS));
    const [cos, sin] = [Math.cos(2), Math.sin(2)];
    const before = plane.coordinates.map((_, i, all) =>
      i % 2 === 0 ? cos * all[i]! + sin * all[i + 1]! : sin * all[i - 1]! - cos * all[i]!,
    );
    const aligned = alignPlane(plane, before);
    expect([...aligned.coordinates.subarray(0, 10)]).toEqual(close([...before.subarray(0, 10)]));
    const [x, y] = projectPoint(aligned, points.subarray(0, UNITS));
    expect([x, y]).toEqual(close([before[0]!, before[1]!]));
  });
});
