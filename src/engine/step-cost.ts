/**
 * What one training step costs, in milliseconds, found out by letting an engine do some. Steps are merely enqueued, and a
 * device has done them only when it has answered; but an answer has a price of its own, which on a graphics card is many
 * steps'. So a long round is held against a short one: what the long one takes more was taken by its additional steps.
 * Rounds grow until that difference is long enough to be told from the noise of answers and from the steps of a coarse
 * clock: some browsers' moves by 16.7 ms, some by 100.
 */

/** The difference between the rounds is to be so long at least, whatever the clock; */
const MIN_DIFFERENCE_MS = 30;
/** and so many steps of the clock, since a reading of it may be almost one behind; */
const MIN_CLOCK_STEPS = 9;
/** and so large a part of the short round, most of which may be the answer's price, which varies. */
const MIN_SHARE_OF_SHORT = 0.75;
/** No round is made longer than this on purpose; a click on Train waits for one at most. */
const LONGEST_ROUND_MS = 250;
const MOST_STEPS = 8192;
/** Measured twice while it takes no longer than this: whatever else the machine does can only slow a round down. */
const REPEAT_WITHIN_MS = 400;
/** A clock that has not moved after so many readings, a fifth of a second and more, stands still. */
const CLOCK_READINGS = 4_000_000;

/**
 * The smallest step that the clock makes, in its own unit; 0 when it stands still. Waits for two of them: up to 33 ms where
 * browsers make clocks coarse, 200 ms where they make them very coarse.
 */
export function clockStep(now: () => number): number {
  const nextTick = (from: number): number | undefined => {
    for (let i = 0; i < CLOCK_READINGS; i++) {
      const time = now();
      if (time !== from) return time;
    }
    return undefined;
  };
  const tick = nextTick(now());
  return tick === undefined ? 0 : (nextTick(tick) ?? tick) - tick;
}

export interface StepCostOptions {
  /** Does so many steps and waits for the device: the milliseconds that took, or undefined when called off on the way. */
  readonly round: (steps: number) => Promise<number | undefined>;
  /** The smallest step of the clock that rounds are timed by, in ms, more than 0. */
  readonly clockStepMs: number;
}

/** Milliseconds per step, more than 0. Undefined when a round was called off before anything was known. */
export async function stepCost({ round, clockStepMs }: StepCostOptions): Promise<number | undefined> {
  let spentMs = 0;
  const timed = async (steps: number): Promise<number | undefined> => {
    const ms = await round(steps);
    spentMs += ms ?? 0;
    return ms;
  };
  let shortMs = await timed(1);
  if (shortMs === undefined) return undefined;
  let steps = 1;
  let longMs = shortMs;
  let extraMs = 0;
  for (;;) {
    const wantedMs = Math.max(MIN_DIFFERENCE_MS, MIN_CLOCK_STEPS * clockStepMs, MIN_SHARE_OF_SHORT * shortMs);
    if (extraMs >= wantedMs || steps >= MOST_STEPS) break;
    const next = nextRound(steps, { shortMs, longMs, extraMs, wantedMs, clockStepMs });
    const ms = await timed(next);
    if (ms === undefined) break;
    steps = next;
    longMs = ms;
    extraMs = longMs - shortMs;
  }
  if (steps > 1 && spentMs < REPEAT_WITHIN_MS) {
    shortMs = Math.min(shortMs, (await timed(1)) ?? shortMs);
    longMs = Math.min(longMs, (await timed(steps)) ?? longMs);
    extraMs = longMs - shortMs;
  }
  // Called off after the first step, or too quick for the clock: all that is known is an upper bound.
  if (steps === 1) return Math.max(shortMs, clockStepMs, 1e-3);
  return Math.max(extraMs, clockStepMs / 2, 1e-3) / (steps - 1);
}

interface Rounds {
  readonly shortMs: number;
  readonly longMs: number;
  readonly extraMs: number;
  readonly wantedMs: number;
  readonly clockStepMs: number;
}

/** How many steps to do next: as many as will make the difference, if that can be told, and two to eight times as many. */
function nextRound(steps: number, { shortMs, longMs, extraMs, wantedMs, clockStepMs }: Rounds): number {
  const isTelling = extraMs > 2 * clockStepMs + 0.5;
  // Without a difference that tells, a step costs no more than its part of the whole round.
  const stepMs = isTelling ? extraMs / (steps - 1) : Math.max(longMs, 1e-3) / steps;
  const enough = isTelling ? 1 + (1.25 * wantedMs) / stepMs : 8 * steps;
  const startMs = isTelling ? shortMs : 0;
  const affordable = (Math.max(LONGEST_ROUND_MS, wantedMs) - startMs) / stepMs;
  const wanted = Math.min(Math.max(enough, 2 * steps), 8 * steps, affordable, MOST_STEPS);
  return Math.max(steps + 1, Math.ceil(wanted));
}
