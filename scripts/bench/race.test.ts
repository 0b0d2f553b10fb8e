import type { Page } from '@playwright/test';
import { afterEach, expect, it, vi } from 'vitest';
import type { ContestantName } from '../bench-lab/contestants/names';
import type { Lap } from '../bench-lab/worker';
import { race } from './race';

const DEVICES = {
  webgl: { kind: 'software', renderer: '' },
  webgpu: { kind: 'none', renderer: '' },
} as const;

/** A page that runs in this process what it is given, on a lab in which the given contestants take the given turns. */
function pageWith(turns: Partial<Record<ContestantName, (turn: number) => Promise<number>>>) {
  const taken = new Map<ContestantName, number>();
  const lab = {
    open: vi.fn(() => Promise.resolve()),
    lap: async (name: ContestantName, steps: number): Promise<Lap> => {
      const turn = (taken.get(name) ?? 0) + 1;
      taken.set(name, turn);
      return { steps, msPerStep: await turns[name]!(turn), drawsPerStep: 0, loss: 0 };
    },
    drop: vi.fn(),
    close: vi.fn(),
  };
  vi.stubGlobal('window', { lab });
  const evaluate = async (run: (argument: unknown) => unknown, argument: unknown) => run(argument);
  return { page: { evaluate } as unknown as Page, lab, taken };
}

const asked = (...only: ContestantName[]) => ({ only, isCalledByName: true, rounds: 5, lapMs: 100 });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('goes on without those who cannot start and those who break off', async () => {
  const { page, lab, taken } = pageWith({
    simd: () => Promise.resolve(2),
    // Four turns to warm up, and two that would have counted.
    webgl: (turn) => (turn < 7 ? Promise.resolve(20) : Promise.reject(new Error('the context is lost'))),
    'jax-wasm': () => Promise.reject(new Error('page.evaluate: Error: Error: no wasm here \n  at a stack')),
  });
  const { standings, absent } = await race(
    page,
    [784, 10],
    DEVICES,
    asked('simd', 'webgl', 'jax-wasm', 'fit-webgpu'),
  );
  expect(standings.map(({ name, laps, msPerStep }) => [name, laps.length, msPerStep])).toEqual([
    ['simd', 5, 2],
  ]);
  expect(absent.map(({ name }) => name)).toEqual(['jax-wasm', 'fit-webgpu', 'webgl']);
  expect(absent[0]!.reason).toBe('no wasm here');
  expect(absent[2]!.reason).toBe('the context is lost');
  expect(lab.open).not.toHaveBeenCalledWith('fit-webgpu', [784, 10]);
  expect(lab.drop.mock.calls.flat()).toEqual(['jax-wasm', 'webgl']);
  expect(taken.get('webgl')).toBe(7);
});

it('gives up who keeps silent', async () => {
  vi.useFakeTimers();
  const { page } = pageWith({
    webgl: () => new Promise(() => undefined),
    simd: () => Promise.resolve(1),
  });
  const outcome = race(page, [784, 10], DEVICES, asked('webgl', 'simd'));
  await vi.advanceTimersByTimeAsync(200_000);
  const { standings, absent } = await outcome;
  expect(standings.map(({ name }) => name)).toEqual(['simd']);
  expect(absent).toEqual([{ name: 'webgl', reason: 'no answer within 180 s' }]);
});
