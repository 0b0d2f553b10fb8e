import { expect, it } from 'vitest';
import { RunControl } from './run-control';
import { SlowMotion } from './slow-motion';

/** Takes every step that is due, and naps, for so long. Returns the times of the steps. */
function stepsWithin(motion: SlowMotion, clock: { ms: number }, lengthMs: number): number[] {
  const times: number[] = [];
  const endMs = clock.ms + lengthMs;
  while (clock.ms < endMs) {
    const { waitMs } = motion;
    if (waitMs > 0) {
      clock.ms += waitMs;
      continue;
    }
    times.push(clock.ms);
    motion.stepped();
  }
  return times;
}

it.each([0.5, 1, 20, 100, 1000])('takes %d steps a second, in any one ten seconds', (pace) => {
  const clock = { ms: 1000 };
  const motion = new SlowMotion(() => clock.ms);
  motion.stepsPerSecond = pace;
  const first = stepsWithin(motion, clock, 10_000);
  const second = stepsWithin(motion, clock, 10_000);
  expect(first[0]).toBe(1000);
  expect(Math.abs(first.length - 10 * pace)).toBeLessThanOrEqual(1 + pace / 25);
  expect(Math.abs(second.length - 10 * pace)).toBeLessThanOrEqual(1 + pace / 25);
});

it('does not make up for a pause, and never holds back without a pace', () => {
  const clock = { ms: 0 };
  const motion = new SlowMotion(() => clock.ms);
  motion.stepped();
  expect(motion.waitMs).toBe(0);
  motion.stepsPerSecond = 10;
  motion.stepped();
  expect(motion.waitMs).toBe(100);
  clock.ms = 60_000;
  expect(stepsWithin(motion, clock, 1000).length).toBeLessThanOrEqual(12);
  motion.stepsPerSecond = undefined;
  expect(motion.waitMs).toBe(0);
});

it('lets a run that waits for its next step hear of a quicker pace at once', async () => {
  const control = new RunControl();
  control.setPace(0.1);
  control.slowMotion.stepped();
  let isOver = false;
  const nap = control.nap().then(() => {
    isOver = true;
  });
  await Promise.resolve();
  expect(isOver).toBe(false);
  control.setPace(undefined);
  await nap;
  expect(control.slowMotion.waitMs).toBe(0);
});
