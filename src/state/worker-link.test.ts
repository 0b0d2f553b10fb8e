// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Commands, TrainerLink } from '../client/trainer-link';
import { setFault, useRun } from './run-store';
import { commands, setLink } from './worker-link';

const bug = new TypeError('values.toSorted is not a function');

function aLink(): TrainerLink {
  const rejected = { stop: () => Promise.reject(bug) };
  return { commands: { trainer: rejected } as unknown as Commands, connect: () => {}, terminate: () => {} };
}

test('a command that is rejected ends in a sentence with a way on, and never speaks of damaged data', async () => {
  setFault(undefined);
  setLink(aLink());
  await expect(commands().trainer.stop()).rejects.toBe(bug);
  const { fault } = useRun.getState();
  expect(fault).toMatchObject({ code: 'command-failed', remedy: 'restart-worker' });
  expect(fault?.message).not.toMatch(/damaged/);
  expect(fault?.detail).toBe('TypeError: values.toSorted is not a function');
});

test('a word on what trains that is there already is not covered up', async () => {
  const lost = { code: 'context-lost', message: 'Lost.', remedy: 'restart-worker' } as const;
  setFault(lost);
  setLink(aLink());
  await expect(commands().trainer.stop()).rejects.toBe(bug);
  expect(useRun.getState().fault).toBe(lost);
});

test('what a thread that is gone was asked is nobody’s fault', async () => {
  setFault(undefined);
  setLink(aLink());
  const asked = commands().trainer.stop();
  setLink(aLink());
  await expect(asked).rejects.toBe(bug);
  expect(useRun.getState().fault).toBeUndefined();
});
