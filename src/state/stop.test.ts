// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrainerEvent } from '../protocol/events';
import { aRun } from '../library/testing/runs';

const never = <T>() => new Promise<T>(() => {});
const done = () => Promise.resolve();
const stop = vi.fn<() => Promise<void>>(done);
const ping = vi.fn<() => Promise<void>>(done);
const terminate = vi.fn();
const listeners: ((event: TrainerEvent) => void)[] = [];
vi.mock('../client/trainer-link', () => ({
  startTrainer: (_options: unknown, onEvent: (event: TrainerEvent) => void) => {
    listeners.push(onEvent);
    return {
      commands: {
        trainer: { stop, reset: stop, train: () => never() },
        ping,
        runs: {},
        evaluator: {},
        browsing: {},
        data: { load: done, measure: done },
      },
      connect: () => {},
      terminate,
    };
  },
}));
vi.mock('../client/predictor-link', () => ({ startPredictor: () => {} }));

/** The page with a run that trains. step: as which it is kept, if it is. */
async function pageThatTrains(step?: number) {
  vi.resetModules();
  listeners.length = 0;
  const { openWorkers } = await import('./workers');
  const { useRun } = await import('./run-store');
  const { train } = await import('./trainer');
  const ways = await import('./stop');
  await import('./break-off');
  openWorkers();
  const tell = listeners[0]!;
  const record = aRun('a', { step: 0, status: 'training' });
  tell({ type: 'replaced', network: { runId: 'a', step: 0, cause: 'training' }, record });
  tell({ type: 'status', status: 'training' });
  if (step !== undefined) tell({ type: 'run', record: { ...record, step } });
  return { useRun, train, ...ways };
}

beforeEach(() => {
  vi.useFakeTimers();
  for (const mock of [stop, ping, terminate]) mock.mockReset().mockImplementation(done);
});
afterEach(() => vi.useRealTimers());

describe('stopping', () => {
  it('leaves it to the thread when that answers, and says so meanwhile', async () => {
    const { useRun, stop: end } = await pageThatTrains();
    const ended = end();
    expect(useRun.getState().wish).toBe('stop');
    await ended;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(useRun.getState()).toMatchObject({ wish: undefined, fault: undefined });
    expect(terminate).not.toHaveBeenCalled();
  });

  it.each([
    ['stop', 7, 'after step 7'],
    ['reset', undefined, 'not come far enough'],
  ] as const)('breaks a long step off: %s', async (way, step, words) => {
    stop.mockImplementation(never);
    ping.mockImplementation(never);
    const page = await pageThatTrains(step);
    void page[way]();
    await vi.advanceTimersByTimeAsync(2900);
    expect(terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(terminate).toHaveBeenCalledTimes(1);
    expect(listeners).toHaveLength(2);
    const { status, wish, network, fault } = page.useRun.getState();
    expect({ status, wish, network }).toEqual({ status: 'loading', wish: undefined, network: undefined });
    expect(fault).toMatchObject({ code: 'run-broken-off', remedy: 'dismiss' });
    expect(fault!.message).toContain(words);
  });

  it('gives a thread that answers longer, but not for ever', async () => {
    stop.mockImplementation(never);
    const page = await pageThatTrains();
    void page.stop();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  it('can end what has not begun yet', async () => {
    const { useRun, train, stop: end } = await pageThatTrains();
    listeners[0]!({ type: 'status', status: 'ready' });
    void train();
    expect(useRun.getState().wish).toBe('train');
    stop.mockImplementation(never);
    ping.mockImplementation(never);
    void end();
    expect(useRun.getState().wish).toBe('stop');
    await vi.advanceTimersByTimeAsync(4000);
    expect(terminate).toHaveBeenCalledTimes(1);
    expect(useRun.getState().wish).toBeUndefined();
  });
});
