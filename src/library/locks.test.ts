import { describe, expect, it } from 'vitest';
import { holdRun } from './locks';

type Granted = (lock: Lock | null) => Promise<unknown>;

/** A browser's locks, as far as they are used here: one holder for each name, others wait until their signal calls them off. */
function fakeLocks(): LockManager {
  const queues = new Map<string, Promise<unknown>>();
  const request = async (name: string, { signal }: LockOptions, granted: Granted) => {
    const before = queues.get(name) ?? Promise.resolve();
    const calledOff = new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => reject(new DOMException('called off', 'AbortError'))),
    );
    const held = Promise.race([before, calledOff]).then(() => granted(null));
    queues.set(name, Promise.allSettled([before, held]));
    return held;
  };
  return { request, query: () => Promise.resolve({}) } as LockManager;
}

describe('a run that is held', () => {
  it('is nobody else’s until it is released', async () => {
    const locks = fakeLocks();
    const first = await holdRun('a', locks, 5);
    expect(first.ok).toBe(true);
    const second = await holdRun('a', locks, 5);
    expect(second).toMatchObject({ ok: false, fault: { code: 'run-held' } });
    expect((await holdRun('b', locks, 5)).ok).toBe(true);
    if (first.ok) first.value.release();
    expect((await holdRun('a', locks, 5)).ok).toBe(true);
  });

  it('is waited for, as a page that is being reloaded gives it back a little late', async () => {
    const locks = fakeLocks();
    const first = await holdRun('a', locks, 60_000);
    const second = holdRun('a', locks, 60_000);
    if (first.ok) first.value.release();
    expect((await second).ok).toBe(true);
  });

  it('is granted without a lock where there are none, or none are given', async () => {
    expect((await holdRun('a', undefined)).ok).toBe(true);
    const refuse = () => Promise.reject(new DOMException('no', 'SecurityError'));
    const refusing = { request: refuse, query: refuse } as unknown as LockManager;
    expect((await holdRun('a', refusing, 60_000)).ok).toBe(true);
  });
});
