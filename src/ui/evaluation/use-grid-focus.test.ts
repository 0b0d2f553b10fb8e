import { describe, expect, it } from 'vitest';
import { nextCell } from './use-grid-focus';

const from = (row: number, column: number, key: string, toEdge = false) => {
  const next = nextCell({ row, column }, key, toEdge, 10);
  return next && [next.row, next.column];
};

describe('nextCell', () => {
  it('moves one cell by arrow', () => {
    expect(from(4, 5, 'ArrowUp')).toEqual([3, 5]);
    expect(from(4, 5, 'ArrowDown')).toEqual([5, 5]);
    expect(from(4, 5, 'ArrowLeft')).toEqual([4, 4]);
    expect(from(4, 5, 'ArrowRight')).toEqual([4, 6]);
  });
  it('stops at every edge', () => {
    expect(from(0, 0, 'ArrowUp')).toEqual([0, 0]);
    expect(from(9, 9, 'ArrowDown')).toEqual([9, 9]);
    expect(from(0, 0, 'ArrowLeft')).toEqual([0, 0]);
    expect(from(9, 9, 'ArrowRight')).toEqual([9, 9]);
  });
  it('goes to the ends of the row, and with control of the grid', () => {
    expect(from(4, 5, 'Home')).toEqual([4, 0]);
    expect(from(4, 5, 'End')).toEqual([4, 9]);
    expect(from(4, 5, 'Home', true)).toEqual([0, 0]);
    expect(from(4, 5, 'End', true)).toEqual([9, 9]);
  });
  it('leaves other keys alone', () => {
    expect(from(4, 5, 'Tab')).toBeUndefined();
    expect(from(4, 5, 'a')).toBeUndefined();
  });
});
