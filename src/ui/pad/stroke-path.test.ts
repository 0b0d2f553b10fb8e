import { expect, it } from 'vitest';
import { pathOf } from './stroke-path';

it('runs through the middles between the points, each point bending it', () => {
  const corner = [
    { x: 0.1, y: 0.2 },
    { x: 0.5, y: 0.2 },
    { x: 0.5, y: 0.8 },
  ];
  expect(pathOf(corner, 100)).toBe('M10 20Q50 20 50 50Q50 80 50 80');
});

it('makes a dot of one point, and nothing of none', () => {
  expect(pathOf([{ x: 0.25, y: 1 / 3 }], 100)).toBe('M25 33.33L25 33.33');
  expect(pathOf([], 100)).toBe('');
});
