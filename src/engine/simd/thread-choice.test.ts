import { describe, expect, it } from 'vitest';
import { ThreadChoice, type ThreadMemory } from './thread-choice';

interface Device {
  /** Milliseconds of a step, by threads. */
  readonly stepMs: (threads: number) => number;
  /** The clock shows multiples of this. */
  readonly clockStepMs?: number;
  readonly candidates?: readonly number[];
  readonly memory?: ThreadMemory;
  readonly isReady?: (threads: number) => boolean;
}

/** A choice on a device whose time passes by steps, and a little with every look at the clock. */
function deviceOf({ stepMs, clockStepMs = 0.005, candidates = [1, 2, 3, 4], memory, isReady }: Device) {
  let ms = 1;
  const asked: number[] = [];
  const choice = new ThreadChoice({
    candidates,
    memory: memory ?? { threads: undefined },
    isReady: (threads) => {
      asked.push(threads);
      return isReady?.(threads) ?? true;
    },
    now: () => Math.floor((ms += 0.001) / clockStepMs) * clockStepMs,
  });
  const train = (forMs: number, pauseMs = 0): number[] => {
    const used = [];
    for (const end = ms + forMs; ms < end; ms += pauseMs) {
      const threads = choice.next();
      used.push(threads);
      ms += stepMs(threads);
      choice.stepped(128);
    }
    return used;
  };
  return { choice, train, asked };
}

const scaling = (perfect: number) => (threads: number) => 3 * (1 - perfect + perfect / threads);

describe('how many threads', () => {
  it.each([0.005, 1, 16.7])('are the most that help, by a clock of steps of %d ms', (clockStepMs) => {
    const { choice, train } = deviceOf({ stepMs: scaling(0.95), clockStepMs });
    train(12_000);
    expect(choice.threads).toBe(4);
  });

  it.each([0.005, 1, 16.7])('one where two gain next to nothing, by steps of %d ms', (clockStepMs) => {
    const { choice, train } = deviceOf({ stepMs: scaling(0.1), clockStepMs });
    train(12_000);
    expect(choice.threads).toBe(1);
  });

  it('two where the third gains nothing', () => {
    const { choice, train } = deviceOf({ stepMs: (threads) => 4 / Math.min(2, threads) });
    train(2000);
    expect(choice.threads).toBe(2);
  });

  it('one while none is there, and none is asked for by who trains for a moment', () => {
    const { choice, train, asked } = deviceOf({ stepMs: scaling(1), isReady: (threads) => threads === 1 });
    train(50);
    expect(asked.every((threads) => threads === 1)).toBe(true);
    expect(new Set(train(5000))).toEqual(new Set([1]));
    expect(asked).toContain(2);
    expect(choice.threads).toBe(1);
  });

  it('one where there is one processor', () => {
    const { choice, train } = deviceOf({ stepMs: scaling(1), candidates: [1] });
    expect(new Set(train(1000))).toEqual(new Set([1]));
    expect(choice.threads).toBe(1);
  });

  it('nothing is found out by steps with long pauses between them', () => {
    const { choice, train } = deviceOf({ stepMs: scaling(1) });
    train(20_000, 200);
    expect(choice.threads).toBe(1);
  });

  it('is remembered for networks of one shape, and not tried again at once', () => {
    const memory: ThreadMemory = { threads: undefined };
    deviceOf({ stepMs: scaling(1), memory, candidates: [1, 2] }).train(2000);
    expect(memory.threads).toBe(2);
    const { train } = deviceOf({ stepMs: scaling(1), memory, candidates: [1, 2] });
    expect(new Set(train(1000))).toEqual(new Set([2]));
  });

  it('becomes one where threads no longer help: in time, or at once where they are late', () => {
    for (const isTold of [false, true]) {
      let gain = 1;
      const { choice, train } = deviceOf({ stepMs: (threads) => scaling(gain)(threads), candidates: [1, 2] });
      train(1000);
      expect(choice.threads).toBe(2);
      gain = -1;
      if (isTold) choice.doubt();
      train(isTold ? 500 : 40_000);
      expect(choice.threads).toBe(1);
      gain = 1;
      train(40_000);
      expect(choice.threads).toBe(2);
    }
  });

  it('is not misled by a slow moment', () => {
    let step = 0;
    const { choice, train } = deviceOf({ stepMs: (threads) => scaling(1)(threads) + (++step % 50 ? 0 : 20) });
    train(3000);
    expect(choice.threads).toBe(4);
  });
});
