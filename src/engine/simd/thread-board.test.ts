import { expect, it } from 'vitest';
import { sharedMemory } from './kernels';
import { planMemory } from './memory-layout';
import { ThreadBoard } from './thread-board';

const PASS = { rows: 7, dropout: 0.5, labelSmoothing: 0.1, step: 3, isAugmented: true, isTraining: false };

/** The same board as each of so many threads has it. */
function boards(threads: number): ThreadBoard[] {
  const network = { layerSizes: [784, 10], activation: 'relu' } as const;
  const layout = planMemory({ network, optimizer: 'sgd', maxBatchSize: 8, seed: 1 }, threads - 1);
  const { buffer } = sharedMemory(layout.pages);
  const all = Array.from({ length: threads }, () => new ThreadBoard(buffer, layout));
  all[0]!.setThreads(threads);
  return all;
}

it('deals a phase’s shares out in order, and lets whoever has none left take those of others', () => {
  const [first, second, third] = boards(3);
  first!.post(4, 8, PASS);
  const taken = [second!.take(1), third!.take(2), first!.take(0), second!.take(1), second!.take(1)];
  expect(taken).toEqual([2, 5, 0, 3, 4]);
  // Its own are gone: those of the next, and when these are too, of the first.
  expect([second!.take(1), second!.take(1), second!.take(1)]).toEqual([6, 7, 1]);
  expect([first!.take(0), second!.take(1), third!.take(2)]).toEqual([-1, -1, -1]);
  expect(third!.phase).toBe(4);
  expect(third!.pass).toEqual(PASS);
});

it('is done when all shares are, whoever did them, phase after phase', () => {
  const [first, second] = boards(2);
  for (let phase = 0; phase < 70_000; phase++) {
    first!.post(0, 2, PASS);
    for (let share = 0; share < 2; share++) second!.done(second!.take(1), 1);
    if (phase % 9999 === 0) expect(first!.awaitDone()).toBe(true);
  }
  first!.post(1, 3, PASS);
  expect([0, 1, 2].map((share) => first!.isDone(share))).toEqual([false, false, false]);
  const [own, others] = [first!.take(0), second!.take(1)];
  first!.done(own, 0);
  second!.holds(others, 5, 1);
  expect(first!.holderOf(others)).toEqual({ helper: 0, piece: 5 });
  expect([0, 1, 2].map((share) => first!.isDone(share))).toEqual([true, false, false]);
  second!.done(others, 1);
  expect(first!.holderOf(others)).toBeUndefined();
  second!.done(second!.take(1), 1);
  expect(first!.awaitDone()).toBe(true);
});

it('deals to as many as are to work; one too many has nothing of its own, but may help', () => {
  const [first, , third] = boards(3);
  first!.setThreads(2);
  first!.post(0, 4, PASS);
  expect([first!.take(0), first!.take(0), third!.take(2), first!.take(0)]).toEqual([0, 1, 2, 3]);
});
