/**
 * All contestants on one network, in turns: every round each of them trains for a moment, in an order that rotates, so that a
 * slow moment of the machine hits all alike. Ratios are medians of pairs from the same round.
 */
import type { Page } from '@playwright/test';
import type { ContestantName } from '../bench-lab/contestants/names';
import type { Lab } from '../bench-lab/lab';
import { median } from '../bench-lab/statistics';
import type { Lap } from '../bench-lab/worker';
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
  /** Those who could not take part, and why. */
  readonly absent: readonly { readonly name: ContestantName; readonly reason: string }[];
}

/** Enough that what model.fit does once per call hardly counts. */
const MIN_STEPS = 4;
const MAX_STEPS = 390;

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

export async function race(
  page: Page,
  layerSizes: readonly number[],
  { only, rounds, lapMs }: BenchOptions,
): Promise<Race> {
  const entered: { name: ContestantName; steps: number; laps: Lap[] }[] = [];
  const absent: { name: ContestantName; reason: string }[] = [];
  for (const name of only) {
    try {
      const steps = await enter(page, name, layerSizes, lapMs);
      entered.push({ name, steps, laps: [] });
    } catch (error) {
      absent.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < entered.length; turn++) {
      const { name, steps, laps } = entered[(turn + round) % entered.length]!;
      laps.push(await lap(page, name, steps));
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
