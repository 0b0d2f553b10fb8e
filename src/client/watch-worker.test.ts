import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchWorker } from './watch-worker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/**
 * A worker that answers pings at once, or never while it is busy; once it has died its lock is free again, where there are
 * locks, and its end of the line is closed.
 */
function setUp({ hasLocks = true } = {}) {
  let freed = (): void => {};
  const free = new Promise<void>((resolve) => (freed = resolve));
  const locks = {
    request: async (_: string, { signal }: { signal: AbortSignal }, take: () => void) => {
      await free;
      if (!signal.aborted) take();
    },
  };
  vi.stubGlobal('navigator', hasLocks ? { locks } : {});
  const worker = new EventTarget() as Worker;
  let isBusy = false;
  let pending: (() => void)[] = [];
  const news: string[] = [];
  const ping = () => (isBusy ? new Promise<void>((resolve) => pending.push(resolve)) : Promise.resolve());
  let line: MessagePort | undefined;
  const stop = watchWorker(
    worker,
    {
      ping,
      hold: (_, itsEnd) => {
        line = itsEnd;
        return Promise.resolve();
      },
    },
    {
      onDeath: (reason) => news.push(`dead: ${reason}`),
      onSilence: (isSilent) => news.push(isSilent ? 'silent' : 'answers'),
    },
  );
  return {
    worker,
    news,
    stop,
    begin: () => void (isBusy = true),
    end: () => {
      isBusy = false;
      for (const answer of pending) answer();
      pending = [];
    },
    /** Answers once more, but not what it was asked before. */
    forget: () => {
      isBusy = false;
      pending = [];
    },
    die: () => (hasLocks ? freed() : line?.close()),
  };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(1000 * seconds);

it('calls a worker in one long step silent, never dead, and says when it answers again', async () => {
  const { news, begin, end } = setUp();
  await pass(5);
  begin();
  await pass(2);
  expect(news).toEqual([]);
  await pass(1);
  expect(news).toEqual(['silent']);
  await pass(60);
  expect(news).toEqual(['silent']);
  end();
  await pass(1);
  expect(news).toEqual(['silent', 'answers']);
});

it('hears it answer again when one of the answers was lost on the way', async () => {
  const { news, begin, forget } = setUp();
  begin();
  await pass(2);
  forget();
  await pass(10);
  expect(news).toEqual(['silent', 'answers']);
});

it('does not say so again of steps that are no longer than that', async () => {
  const { news, begin, end } = setUp();
  for (let step = 0; step < 3; step++) {
    begin();
    await pass(16);
    end();
    await pass(2);
  }
  expect(news).toEqual(['silent', 'answers']);
});

it('hears of a death at once, also in a long step, and once', async () => {
  const { worker, news, begin, die } = setUp();
  begin();
  await pass(2);
  die();
  await pass(0);
  worker.dispatchEvent(new Event('error'));
  await pass(60);
  expect(news).toEqual(['dead: It has ended.']);
});

it('hears of a death where there are no locks, by the line whose other end is closed', async () => {
  vi.useRealTimers();
  const { news, die } = setUp({ hasLocks: false });
  die();
  await vi.waitFor(() => expect(news).toEqual(['dead: It has ended.']));
});

it('hears of code that could not be loaded', async () => {
  const { worker, news } = setUp();
  worker.dispatchEvent(new Event('error'));
  expect(news).toEqual(['dead: Its code could not be loaded.']);
});

it('hears nothing more once the watch has ended', async () => {
  const { news, stop, begin, die } = setUp();
  begin();
  stop();
  die();
  await pass(60);
  expect(news).toEqual([]);
});
