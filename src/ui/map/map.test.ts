import { describe, expect, it } from 'vitest';
import { describePoint, nearestClasses, summariseMap } from './map-words';
import { fitPoints, keepInside, pointAt } from './viewport';

describe('fitPoints', () => {
  const coordinates = Float32Array.of(-2, -1, 2, 1, 0, 0);
  const viewport = fitPoints(coordinates, 428, 328);

  it('fills the width, keeps the proportions, and turns the y axis', () => {
    // 400 px for 4 units: 100 px a unit.
    expect(viewport.toPixels(-2, -1)).toEqual([14, 264]);
    expect(viewport.toPixels(2, 1)).toEqual([414, 64]);
  });

  it('finds the point under the pointer, or none', () => {
    expect(pointAt(coordinates, viewport, [218, 160], 12)).toBe(2);
    expect(pointAt(coordinates, viewport, [300, 160], 12)).toBeUndefined();
  });

  it('keeps what lies outside at the edge', () => {
    expect(keepInside(viewport.toPixels(50, 0), viewport)).toEqual([422, 164]);
  });
});

describe('words', () => {
  // Classes 0 to 9 in a row, four digits each; 3 and 4 nearly in one place.
  const centre = (label: number) => (label === 4 ? 3.1 : label);
  const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 10);
  const coordinates = Float32Array.from({ length: 80 }, (_, i) => {
    const point = Math.floor(i / 2);
    const jitter = point < 20 ? 0.05 : -0.05;
    return i % 2 === 0 ? centre(point % 10) + jitter : jitter;
  });
  const digits = { labels, pixels: new Uint8Array(40 * 784) };
  const readings = labels.slice();
  readings[7] = 1;
  const report = {
    topic: 'map',
    step: 1200,
    coordinates,
    readings,
    explained: [0.3, 0.2],
    units: 64,
  } as const;

  it('says what a point is', () => {
    expect(describePoint(7, digits, report)).toBe('A 7, read as 1; validation digit 8');
    expect(describePoint(8, digits, report)).toBe('A 8, read right; validation digit 9');
  });

  it('sums the map up', () => {
    expect(summariseMap(report, digits)).toBe(
      '40 validation digits at step 1,200; 1 is misread. The plane holds 50% of the variance of the last hidden ' +
        'layer’s 64 units: 30% and 20% along its two components.',
    );
  });

  it('names the classes that lie on top of each other', () => {
    expect(nearestClasses(report, digits, 1)).toEqual([[3, 4]]);
  });
});
