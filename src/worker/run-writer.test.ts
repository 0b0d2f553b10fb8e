import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryRunBackend } from '../library/memory-run-backend';
import { createRunRepository } from '../library/run-repository';
import { aRun, someWeights } from '../library/testing/runs';
import type { TrainerEvent } from '../protocol/events';
import { RunWriter } from './run-writer';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Storage that is silent until it is told to answer. */
function setUp() {
  const backend = memoryRunBackend();
  let isSilent = true;
  const held: (() => void)[] = [];
  let askedCount = 0;
  const repository = createRunRepository({
    ...backend,
    change: async (...asked) => {
      askedCount++;
      if (isSilent) await new Promise<void>((resolve) => held.push(resolve));
      return backend.change(...asked);
    },
  });
  const told: string[] = [];
  const emit = (event: TrainerEvent) => {
    if (event.type === 'run') told.push(`kept ${event.record.id} ${event.record.step}`);
    if (event.type === 'unkept') {
      told.push(`${event.fault.code} ${event.run.record.id} ${event.run.record.step} ${event.run.wasKept}`);
    }
  };
  const writer = new RunWriter(repository, emit);
  return {
    told,
    repository,
    write: (id: string, step: number) =>
      writer.write({ record: aRun(id, { step }), state: someWeights(id, step).state, best: undefined }),
    asked: () => askedCount,
    answer: async () => {
      isSilent = false;
      for (const release of held) release();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

it('says that storage does not answer, hands over what is newest, and stores that when it does answer', async () => {
  const { told, write, answer, asked, repository } = setUp();
  const first = write('a', 10);
  const second = write('a', 20);
  const third = write('a', 30);
  await vi.advanceTimersByTimeAsync(9000);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await Promise.all([first, second, third])).toEqual([false, false, false]);
  expect(told).toEqual(['storage-silent a 10 false', 'storage-silent a 30 false']);
  // Known by now: nobody waits again, and no second request is heaped on the first.
  expect(await write('b', 5)).toBe(false);
  expect(told.at(-1)).toBe('storage-silent b 5 false');
  expect(asked()).toBe(1);
  await answer();
  expect(told.slice(3)).toEqual(['kept a 10', 'kept a 30', 'kept b 5']);
  expect(await repository.readRun('b')).toMatchObject({ value: { step: 5 } });
  expect(await write('b', 6)).toBe(true);
});

it('does not bring back a run that was deleted, says so, and goes on keeping it once it is put back', async () => {
  const { told, write, answer, repository } = setUp();
  await answer();
  expect(await write('a', 10)).toBe(true);
  const deleted = await repository.deleteRuns(['a']);
  expect(await write('a', 20)).toBe(false);
  expect(told.at(-1)).toBe('run-deleted a 20 true');
  expect(await repository.listRuns()).toMatchObject({ value: { records: [] } });
  if (deleted.ok) await repository.putBack(deleted.value);
  expect(await write('a', 30)).toBe(true);
  expect(await repository.readRun('a')).toMatchObject({ value: { step: 30 } });
});
