/**
 * Finds out by a short measurement which plan suits a device: long rounds of steps less a short one, so that what an answer
 * costs falls out, and plans take turns, so that a device that warms up or has other work to do is as slow for each. Nobody is
 * to wait long for it: when anything is out of the ordinary, the answer is the default plan.
 */
import type { PlanName } from './plan';

/** Takes that many training steps by a plan. Resolves when the device has done them. */
export type TrialRun = (plan: PlanName, steps: number) => Promise<void>;

/** For all of it, compiling included; a plan that is being compiled when it is over is waited for. */
const BUDGET_MS = 400;
const REPETITIONS = 3;
const MIN_STEPS = 4;
const MAX_STEPS = 256;
/** The time that a plan may take in shares of the default's; a smaller gain is not worth being different. */
const WORTHWHILE = 0.95;

export interface PlanTrial {
  /** The default first. */
  readonly plans: readonly PlanName[];
  readonly run: TrialRun;
  readonly now?: () => number;
}

/** The plan whose steps take the least time. Never rejects. */
export async function choosePlan(trial: PlanTrial): Promise<PlanName> {
  try {
    return (await fastest(trial)) ?? trial.plans[0]!;
  } catch {
    // Whatever it was, a lost device say, the default plan will meet it too and say so, or it was another plan's own.
    return trial.plans[0]!;
  }
}

/** Undefined when there was no time to find out, or nothing is worth being different. */
async function fastest({
  plans,
  run,
  now = () => performance.now(),
}: PlanTrial): Promise<PlanName | undefined> {
  const timed = async (plan: PlanName, steps: number): Promise<number> => {
    const startedAt = now();
    await run(plan, steps);
    return now() - startedAt;
  };
  const [plain] = plans as [PlanName, ...PlanName[]];
  // Its first step comes before the clock is set: it would have to be paid for anyway.
  await run(plain, 1);
  const deadline = now() + BUDGET_MS;
  const compiled: PlanName[] = [plain];
  for (const plan of plans.slice(1)) {
    await run(plan, 1);
    if (now() > deadline) return undefined;
    compiled.push(plan);
  }
  const shortMs = await timed(plain, 1);
  if (now() + MIN_STEPS * shortMs > deadline) return undefined;
  const calibrationMs = await timed(plain, MIN_STEPS);
  // However long that one answer took, steps are not taken to be too short to be true.
  const stepMs = Math.max(calibrationMs - shortMs, calibrationMs / 4) / (MIN_STEPS - 1);
  const roundMs = (0.7 * (deadline - now())) / (REPETITIONS * (compiled.length + 1));
  const steps = Math.min(MAX_STEPS, Math.floor((roundMs - shortMs) / stepMs));
  if (!(steps >= MIN_STEPS)) return undefined;

  const shares = new Map<PlanName, number[]>(compiled.map((plan) => [plan, []]));
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const short = await timed(plain, 1);
    const times = new Map<PlanName, number>();
    for (const plan of repetition % 2 === 0 ? compiled : compiled.slice().reverse()) {
      if (now() > deadline) return undefined;
      times.set(plan, (await timed(plan, steps)) - short);
    }
    const plainMs = times.get(plain)!;
    // An answer that took longer than all those steps, or a clock too coarse to tell.
    if (Math.min(...times.values()) <= 0) return undefined;
    for (const [plan, ms] of times) shares.get(plan)!.push(ms / plainMs);
  }
  const gaining = compiled.filter((plan) => isWorthwhile(shares.get(plan)!));
  return gaining.sort((a, b) => median(shares.get(a)!) - median(shares.get(b)!))[0];
}

const median = (values: readonly number[]): number =>
  values.slice().sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Worthwhile by the median, and a gain every time: otherwise it is noise that was measured. */
const isWorthwhile = (shares: readonly number[]): boolean =>
  median(shares) <= WORTHWHILE && Math.max(...shares) < 1;
