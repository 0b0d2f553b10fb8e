/**
 * All contestants on one network, in turns: every round each of them trains for a moment, in an order that rotates, so that a
 * slow moment of the machine hits all alike. Ratios are medians of pairs from the same round.
 */
import type { Page } from '@playwright/test';
import type { ContestantName } from '../bench-lab/contestants/names';
import type { Devices } from '../bench-lab/devices';
import type { Lab } from '../bench-lab/lab';
import { median } from '../bench-lab/statistics';
import type { Lap } from '../bench-lab/worker';
import { whyAbsent } from './absence';
import type { BenchOptions } from './options';

declare global {
  interface Window {
    lab: Lab;
  }
}

export interface Standing {
  readonly name: ContestantName;
  readonly msPerStep: number;
  readonly fastestMsPerStep: number;
  /** One per round, in the order of the rounds. */
  readonly laps: readonly number[];
  readonly stepsPerLap: number;
  /** 0 for those who use no WebGL. */
  readonly drawsPerStep: number;
  /** Mean loss of the last lap: whoever does not learn has not trained. */
  readonly loss: number;
}

export interface Race {
  readonly layerSizes: readonly number[];
  readonly standings: readonly Standing[];
  readonly absent: readonly Absent[];
}

/** One who could not take part, or broke off, and why. */
export interface Absent {
  readonly name: ContestantName;
  readonly reason: string;
}

/** Enough that what model.fit does once per call hardly counts. */
const MIN_STEPS = 4;
const MAX_STEPS = 390;
/** A lost device keeps silent: who has not answered by then is given up. */
const ENTER_LIMIT_MS = 180_000;
const LAP_LIMIT_MS = 120_000;

const lap = (page: Page, name: ContestantName, steps: number): Promise<Lap> =>
  page.evaluate(([who, count]) => window.lab.lap(who, count), [name, steps] as const);

/** How many steps make a lap: enough to last `lapMs`, within limits. */
const stepsFor = (lapMs: number, msPerStep: number): number =>
  Math.min(MAX_STEPS, Math.max(MIN_STEPS, Math.round(lapMs / msPerStep)));

/**
 * Opens a contestant, warms it up and finds out how long its laps are: the longer it runs, the faster the browser's
 * compilers have made it, so the answer is asked for three times, and the last laps are as long as those that will count.
 */
async function enter(page: Page, name: ContestantName, sizes: readonly number[], lapMs: number) {
  await page.evaluate(([who, layers]) => window.lab.open(who, layers), [name, sizes] as const);
  let steps = MIN_STEPS;
  for (let attempt = 0; attempt < 3; attempt++) {
    const { msPerStep } = await lap(page, name, steps);
    steps = stepsFor(lapMs, msPerStep);
  }
  await lap(page, name, steps);
  return steps;
}

interface Entered {
  readonly name: ContestantName;
  readonly steps: number;
  readonly laps: Lap[];
}

/** The promise's value; rejects when it takes longer. */
function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Of an error that crossed from the worker to the page and from there to here, the words. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .split('\n')[0]!
    .replace(/^page\.evaluate: /, '')
    .replace(/^(?:Error: )+/, '')
    .trim();

/** Who cannot start, or breaks off, is absent; nobody ends it for the rest. */
export async function race(
  page: Page,
  layerSizes: readonly number[],
  devices: Devices,
  { only, isCalledByName, rounds, lapMs }: Pick<BenchOptions, 'only' | 'isCalledByName' | 'rounds' | 'lapMs'>,
): Promise<Race> {
  let entered: Entered[] = [];
  const absent: Absent[] = [];
  const giveUp = async (name: ContestantName, reason: string): Promise<void> => {
    absent.push({ name, reason });
    entered = entered.filter((other) => other.name !== name);
    await page.evaluate((who) => window.lab.drop(who), name);
  };
  for (const name of only) {
    const reason = whyAbsent(name, devices, isCalledByName);
    if (reason !== undefined) {
      absent.push({ name, reason });
      continue;
    }
    try {
      const steps = await within(ENTER_LIMIT_MS, enter(page, name, layerSizes, lapMs));
      entered.push({ name, steps, laps: [] });
    } catch (error) {
      await giveUp(name, reasonOf(error));
    }
  }
  for (let round = 0; round < rounds; round++) {
    const order = entered.map((_, turn) => entered[(turn + round) % entered.length]!);
    for (const { name, steps, laps } of order) {
      try {
        laps.push(await within(LAP_LIMIT_MS, lap(page, name, steps)));
      } catch (error) {
        await giveUp(name, reasonOf(error));
      }
    }
  }
  await page.evaluate(() => window.lab.close());
  return { layerSizes, standings: entered.map(standingOf), absent };
}

function standingOf({ name, laps }: { name: ContestantName; laps: readonly Lap[] }): Standing {
  const times = laps.map(({ msPerStep }) => msPerStep);
  const last = laps.at(-1)!;
  return {
    name,
    msPerStep: median(times),
    fastestMsPerStep: Math.min(...times),
    laps: times,
    stepsPerLap: last.steps,
    drawsPerStep: last.drawsPerStep,
    loss: last.loss,
  };
}

/** How many times as long `one` takes as `other`: the median over the rounds. */
export const ratio = (one: Standing, other: Standing): number =>
  median(one.laps.map((ms, round) => ms / other.laps[round]!));
