/**
 * Background work beside training: after each piece of work a rest, so long that the work takes no more than its share of the
 * time. At rest there is nobody to make room for but the messages.
 */
import { yieldToMessages } from './yield-to-messages';

/** Training looks up this often from its rest: it may have ended in the meantime. */
const LONGEST_NAP_MS = 100;

interface DutyCycleOptions {
  /** Most of the time that the work may take while busy, above 0 and up to 1. */
  readonly share: number;
  /** Whether somebody else needs the thread. */
  readonly isBusy: () => boolean;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Returns what is to be awaited after each piece of work; it takes how long the piece took, in ms. */
export function dutyCycle({
  share,
  isBusy,
  now,
  sleep,
}: DutyCycleOptions): (workMs: number) => Promise<void> {
  const clock = now ?? (() => performance.now());
  const nap = sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  return async (workMs) => {
    await yieldToMessages();
    const until = clock() + workMs * (1 / share - 1);
    while (isBusy()) {
      const left = until - clock();
      if (left <= 0) return;
      await nap(Math.min(left, LONGEST_NAP_MS));
    }
  };
}
