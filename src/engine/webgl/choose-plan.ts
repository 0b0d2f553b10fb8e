/**
 * Finds out by a short measurement which plan suits a device. What one step takes is read off long rounds of steps less a
 * short one, so that the cost of asking the device for an answer falls out. Plans take turns, so that a device that warms
 * up or has other work to do is as slow for each. Whoever measures must put up with a plan that is a little worse than
 * another, never with a long wait: whenever anything is out of the ordinary, the answer is the default plan.
 */
import { combine, type Plan } from './plan';

/** Takes that many training steps by a plan. Resolves when the device has done them. */
export type TrialRun = (plan: Plan, steps: number) => Promise<void>;

/** For everything that would not have to be done anyway. */
const BUDGET_MS = 100;
/** Where the default's programs take longer to compile, a variant's would use up the budget, and cannot be stopped. */
const MAX_BUILD_MS = 2 * BUDGET_MS;
/** Of what is left of it for the rounds that count. The rest is for rounds that take longer than expected. */
const PLANNED_SHARE = 0.8;
const REPETITIONS = 3;
const MIN_ROUND_STEPS = 8;
const MAX_ROUND_STEPS = 64;
/** The time that a plan may take in shares of the default's; a smaller gain is not worth being different. */
const WORTHWHILE = 0.95;

export interface PlanTrial {
  readonly plain: Plan;
  /** What each changes about the default, it must change in draws of its own. */
  readonly variants: readonly Plan[];
  readonly run: TrialRun;
  /** What building the default's programs has taken so far. Their first round comes on top: some browsers compile late. */
  readonly builtInMs: number;
  readonly now?: () => number;
}

/** The default plan with every variant that gains at least a twentieth of the step. Never rejects. */
export async function choosePlan(trial: PlanTrial): Promise<Plan> {
  try {
    const gaining = await gainingVariants(trial);
    return gaining.reduce(combine, trial.plain);
  } catch {
    // Whatever it was, a lost context say, the default plan will meet it too and say so, or it was a variant's own.
    return trial.plain;
  }
}

async function gainingVariants(trial: PlanTrial): Promise<readonly Plan[]> {
  const { plain, variants, run, builtInMs, now = () => performance.now() } = trial;
  const timed = async (plan: Plan, steps: number): Promise<number> => {
    const startedAt = now();
    await run(plan, steps);
    return now() - startedAt;
  };

  if (variants.length === 0) return [];
  if (builtInMs + (await timed(plain, 1)) > MAX_BUILD_MS) return [];
  const deadline = now() + BUDGET_MS;
  for (const variant of variants) {
    await run(variant, 1);
    if (now() > deadline) return [];
  }

  const shortMs = await timed(plain, 1);
  if (now() + MIN_ROUND_STEPS * shortMs > deadline) return [];
  const calibrationMs = await timed(plain, MIN_ROUND_STEPS);
  // However long that one answer took, steps are not taken to be too short to be true.
  const stepMs = Math.max(calibrationMs - shortMs, calibrationMs / 2) / (MIN_ROUND_STEPS - 1);
  const plans = [plain, ...variants];
  let longMs = ((PLANNED_SHARE * (deadline - now())) / REPETITIONS - shortMs) / plans.length;
  const steps = Math.min(MAX_ROUND_STEPS, Math.floor((longMs - shortMs) / stepMs));
  if (!(steps >= MIN_ROUND_STEPS)) return [];
  longMs = shortMs + steps * stepMs;

  const shares: number[][] = variants.map(() => []);
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const short = await timed(plain, 1);
    const times = new Map<Plan, number>();
    for (const plan of repetition % 2 === 0 ? plans : plans.slice().reverse()) {
      if (now() + longMs > deadline) return [];
      const ms = await timed(plan, steps);
      longMs = Math.max(longMs, ms);
      times.set(plan, ms - short);
    }
    const plainMs = times.get(plain)!;
    // An answer that took longer than all those steps, or a clock too coarse to tell.
    if (Math.min(...times.values()) <= 0) return [];
    variants.forEach((variant, i) => shares[i]!.push(times.get(variant)! / plainMs));
  }
  return variants.filter((_, i) => isWorthwhile(shares[i]!));
}

/** Worthwhile by the median, and a gain every time: otherwise it is noise that was measured. */
function isWorthwhile(shares: readonly number[]): boolean {
  const sorted = shares.slice().sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]! <= WORTHWHILE && sorted.at(-1)! < 1;
}
