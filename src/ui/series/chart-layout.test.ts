import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../core/experiment';
import { layOutChart } from './chart-layout';

/** Worked out by hand: the picture's points lie from 70 to 334 across and from 160 up to 10. */
const lineOf = (...points: readonly (readonly [FieldValue, number])[]) => {
  const all = points.map(([value, fraction]) => ({ value, fraction }));
  return { points: all, means: all };
};
const xs = (values: readonly FieldValue[]) =>
  layOutChart(values, [lineOf(...values.map((value) => [value, 0.9] as const))]).lines[0]!.points.map(
    ({ x }) => x,
  );

describe('layOutChart', () => {
  it('places values that span decades by their logarithms', () => {
    expect(layOutChart([0.001, 0.01, 0.1], []).scale).toBe('log');
    expect(xs([0.001, 0.01, 0.1])).toEqual([70, 202, 334]);
    expect(xs([1, 100, 10])).toEqual([70, 334, 202]);
  });

  it('places others by themselves, and what is no number side by side', () => {
    expect(xs([0, 0.1, 0.4])).toEqual([70, 136, 334]);
    expect(xs(['sgd', 'adam', 'adamw'])).toEqual([70, 202, 334]);
    expect(xs([[64], [256, 128]])).toEqual([70, 334]);
    expect(xs([false, true])).toEqual([70, 334]);
    expect(xs([7])).toEqual([202]);
  });

  it('places zero beside values that span decades', () => {
    expect(layOutChart([0.1, 0, 0.001], []).scale).toBe('even');
    expect(xs([0.1, 0, 0.001])).toEqual([334, 70, 202]);
  });

  it('has a tenth of the span to spare above and below', () => {
    const { lines, yTicks } = layOutChart([1, 2], [lineOf([1, 0.9], [2, 0.95])]);
    // From 0.895 to 0.955: 150 / 0.06 = 2500 for the whole, so 0.005 is 12.5.
    expect(lines[0]!.points[0]!.y).toBeCloseTo(147.5, 9);
    expect(lines[0]!.points[1]!.y).toBeCloseTo(22.5, 9);
    expect(yTicks.map(({ label }) => label)).toEqual(['90%', '92%', '94%']);
    expect(yTicks[1]!.at).toBeCloseTo(97.5, 9);
  });

  it('does not tear equal results apart, nor go beyond all of them', () => {
    const equal = layOutChart([1, 2], [lineOf([1, 0.98], [2, 0.98])]);
    expect(equal.lines[0]!.points.map(({ y }) => Math.round(y))).toEqual([85, 85]);
    expect(equal.yTicks.map(({ label }) => label)).toEqual(['97.9%', '98.0%', '98.1%']);
    const all = layOutChart([1], [lineOf([1, 1])]);
    expect(all.lines[0]!.points[0]!.y).toBe(10);
  });

  it('draws means from left to right, and leaves out what is no number', () => {
    const { lines } = layOutChart([4, 2, 3], [lineOf([4, 0.5], [2, 0.6], [3, Number.NaN])]);
    expect(lines[0]!.means.map(({ x }) => x)).toEqual([70, 334]);
    expect(lines[0]!.points.map(({ x }) => x)).toEqual([334, 70]);
  });

  it('leaves out labels that would touch', () => {
    const { xTicks } = layOutChart([1, 2, 3, 4, 5, 6, 7, 8, 9], []);
    expect(xTicks.map(({ label }) => label)).toEqual(['1', '3', '5', '7', '9']);
  });

  it('has an empty scale while there are no results', () => {
    expect(layOutChart([1, 2], [lineOf()]).yTicks.map(({ label }) => label)).toEqual(['0%', '50%', '100%']);
  });
});
