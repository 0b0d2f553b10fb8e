import { expect, it } from 'vitest';
import { growths, rowOf, weighRounds } from './level';

const held = (pageBytes: number, tensors = 0) => ({
  pageBytes,
  workerBytes: 0,
  nodes: 10,
  listeners: 5,
  threads: 2,
  tensors,
});

it('does everything once more than it counts, and weighs after each third', async () => {
  const done: number[] = [];
  const weighed = await weighRounds(
    'openings',
    6,
    async () => held(done.length),
    async (round) => void done.push(round),
  );
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(weighed.held.map(({ pageBytes }) => pageBytes)).toEqual([1, 3, 5, 7]);
});

it('tells what has grown in the last third, and of nothing that grew before', () => {
  const weighed = (last: ReturnType<typeof held>) => ({
    what: 'runs',
    rounds: 3,
    held: [held(0), held(5e6), held(9e6), last],
  });
  expect(growths(weighed(held(9.5e6)))).toEqual([]);
  expect(growths(weighed(held(11e6, 1)))).toEqual([
    'runs: pageBytes grew by 2000000 in the last third.',
    'runs: tensors grew by 1 in the last third.',
  ]);
  expect(rowOf(weighed(held(2 ** 23)))).toContain('| runs, 3 times | 0.00 → 4.77 → 8.58 → 8.00 |');
});
