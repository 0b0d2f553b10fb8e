// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import type * as runRepository from '../library/run-repository';
import { linkLibrary } from './link-library';

vi.mock('../library/run-repository', async () => {
  const { silentRunBackend } = await import('../library/testing/silent-storage');
  const room = await vi.importActual<typeof runRepository>('../library/run-repository');
  return { ...room, createRunRepository: () => room.createRunRepository(silentRunBackend) };
});
afterEach(() => void vi.useRealTimers());

it('keeps nobody waiting for a browser whose storage never answers', async () => {
  vi.useFakeTimers();
  let isThere = false;
  void linkLibrary().then(() => (isThere = true));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isThere).toBe(true);
});
