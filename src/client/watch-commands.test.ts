import { expect, test, vi } from 'vitest';
import { isTold, watchCommands } from './watch-commands';

const bug = new TypeError('values.toSorted is not a function');
const commands = {
  ping: () => Promise.resolve('here'),
  trainer: { train: (epochs: number) => Promise.resolve(2 * epochs), stop: () => Promise.reject(bug) },
};

test('answers pass, and nothing is told', async () => {
  const onRejected = vi.fn();
  const watched = watchCommands(commands, onRejected);
  expect(await watched.ping()).toBe('here');
  expect(await watched.trainer.train(3)).toBe(6);
  expect(onRejected).not.toHaveBeenCalled();
});

test('a rejection is told once, and reaches who asked', async () => {
  const onRejected = vi.fn();
  const watched = watchCommands(commands, onRejected);
  await expect(watched.trainer.stop()).rejects.toBe(bug);
  expect(onRejected).toHaveBeenCalledExactlyOnceWith(bug);
  expect(isTold(bug)).toBe(true);
  expect(isTold(new Error('another'))).toBe(false);
  expect(isTold(undefined)).toBe(false);
});

test('a rejection that nobody waits for is told all the same, and is nobody else’s to catch', async () => {
  const onRejected = vi.fn();
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  void watchCommands(commands, onRejected).trainer.stop();
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off('unhandledRejection', unhandled);
  expect(onRejected).toHaveBeenCalledExactlyOnceWith(bug);
  expect(unhandled).not.toHaveBeenCalled();
});
