import { describe, expect, it } from 'vitest';
import { placeOnPad, readPenDigits, sampleOf } from './pen-digits';
import { type HandReading, tally, tallyMarkdown } from './tally';

const reading = (label: number, answer: string, writer = 'a', doubted = false): HandReading => ({
  label,
  writer,
  answer,
  doubted,
});

describe('tally', () => {
  const counted = tally([
    reading(7, '7'),
    reading(7, '2', 'a', true),
    reading(1, '1', 'b', true),
    reading(4, '11', 'b'),
    reading(4, '', 'b', true),
  ]);

  it('counts doubted readings by their best guess, and anything but one digit as wrong', () => {
    expect(counted).toMatchObject({ count: 5, right: 2, doubted: 3, notOne: 2 });
    expect(counted.perDigit[7]).toEqual({ count: 2, right: 1 });
    expect(counted.perDigit[4]).toEqual({ count: 2, right: 0 });
    expect(counted.confusion[7]).toEqual([0, 0, 1, 0, 0, 0, 0, 1, 0, 0]);
    expect(counted.confusion.flat().reduce((a, b) => a + b)).toBe(3);
  });

  it('lists the writers that it reads worst first', () => {
    const lines = tallyMarkdown(counted).split('\n');
    expect(lines[0]).toBe('2 of 5 read right: **40.0%**; 60.0% doubted; 2 not read as one digit.');
    expect(lines.slice(-2)).toEqual(['| b | 1 | 3 | 33.3% |', '| a | 1 | 2 | 50.0% |']);
  });
});

describe('placeOnPad', () => {
  const strokes: [number, number][][] = [
    [
      [100, 50],
      [140, 250],
    ],
    [[120, 150]],
  ];

  it('keeps the shape, stays on the pad, and varies size and place', () => {
    const placed = Array.from({ length: 50 }, (_, turn) => placeOnPad(strokes, 1, turn));
    for (const [[from, to], [dot]] of placed as [
      [[number, number], [number, number]],
      [[number, number]],
    ][]) {
      expect((to[0] - from[0]) / (to[1] - from[1])).toBeCloseTo(0.2);
      expect(dot[0]).toBeCloseTo((from[0] + to[0]) / 2);
      for (const place of [...from, ...to]) expect(place > 0 && place < 1).toBe(true);
    }
    const heights = placed.map(([stroke]) => stroke![1]![1] - stroke![0]![1]);
    expect(Math.min(...heights)).toBeLessThan(0.35);
    expect(Math.max(...heights)).toBeGreaterThan(0.75);
    expect(placeOnPad(strokes, 1, 3)).toEqual(placed[3]);
    expect(placeOnPad(strokes, 2, 3)).not.toEqual(placed[3]);
  });
});

describe('readPenDigits', () => {
  it('says nothing of a file that is not there, and throws for one that holds something else', () => {
    expect(readPenDigits('/nowhere/digits.json')).toBeUndefined();
    expect(() => readPenDigits('package.json')).toThrow('does not hold pen digits');
  });
});

describe('sampleOf', () => {
  it('takes from the whole collection, each digit at most once, always the same', () => {
    const digits = Array.from({ length: 500 }, (_, i) => ({
      label: Math.floor(i / 50),
      writer: 'a',
      strokes: [[[i, 0] as [number, number]]],
    }));
    const sample = sampleOf(digits, 100);
    expect(new Set(sample).size).toBe(100);
    expect(new Set(sample.map(({ label }) => label)).size).toBe(10);
    expect(sampleOf(digits, 100)).toEqual(sample);
    expect(sampleOf(digits, 900)).toHaveLength(500);
  });
});
