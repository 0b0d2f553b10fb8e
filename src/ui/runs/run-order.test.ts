import { describe, expect, it } from 'vitest';
import { aRun } from '../../library/testing/runs';
import { baseOf, orderRuns, RUN_ORDERS } from './run-order';

const at = (accuracyFraction: number) => ({ step: 1, loss: 0.1, accuracyFraction });
const runs = [
  aRun('d', { name: 'run 10', createdAt: 4, best: at(0.97), test: at(0.96), trainSeconds: 9 }),
  aRun('c', { name: 'Run 9', createdAt: 3, trainSeconds: 1 }),
  aRun('b', { name: 'amber', createdAt: 2, best: at(0.99), trainSeconds: 4 }),
  aRun('a', { name: 'Zebra', createdAt: 1, best: at(0.98), test: at(0.98), trainSeconds: 30 }),
];
const ids = (list: readonly { readonly id: string }[]): string => list.map(({ id }) => id).join('');

describe('orderRuns', () => {
  it.each([
    ['date', 'dcba'],
    ['name', 'bcda'],
    ['validation', 'badc'],
    ['test', 'adcb'],
    ['time', 'cbda'],
  ] as const)('by %s', (order, expected) => {
    expect(ids(orderRuns(runs, order))).toBe(expected);
  });

  it('has pinned runs first, in any order', () => {
    const pinned = runs.map((run) => ({ ...run, pinned: run.id === 'c' || run.id === 'a' }));
    expect(RUN_ORDERS.map(({ value }) => ids(orderRuns(pinned, value)))).toEqual([
      'cadb',
      'cabd',
      'acbd',
      'acdb',
      'cabd',
    ]);
  });
});

describe('baseOf', () => {
  const bases = (currentId: string | undefined) => runs.map((run) => baseOf(run, runs, currentId)?.id ?? '-');

  it('is the run on screen, and for that one the run before it', () => {
    expect(bases('c').join('')).toBe('cbcc');
    expect(bases('a').join('')).toBe('aaa-');
  });

  it('is the run before where there is none on screen', () => {
    expect(bases(undefined).join('')).toBe('cba-');
    expect(bases('gone').join('')).toBe('cba-');
  });
});
