/**
 * How many threads an engine is to work with, found out while it trains: the numbers are the same whatever their number, so that
 * trying costs nothing but the difference in speed. Two numbers of threads at a time take turns for some milliseconds each, a
 * few times over, and the medians decide; whatever else the device does meets both. More threads must be clearly faster, since
 * the pen and the page need a processor too. From time to time it is tried anew: other programs come and go, and a tab in the
 * background may get less.
 */
import { clockStep } from '../step-cost';

/** More threads must be so many times as fast. */
const WORTHWHILE = 1.1;
/** A turn takes so long at least, and so many steps of the clock, and so many training steps. */
const TURN_MS = 12;
const TURN_CLOCK_STEPS = 16;
const TURN_STEPS = 2;
/** Turns of each number that count, after one that does not: threads that slept wake up, caches fill. */
const TURNS = 3;
/** Nothing is tried in the first milliseconds of training: who trains for a moment only needs no threads. */
const SETTLE_MS = 60;
/** Time until it is tried anew. */
const AGAIN_MS = 30_000;
/** A pause between two steps that is longer spoils a turn. */
const PAUSE_MS = 25;

/** What was found for networks of some shape, so that it need not be found again. */
export interface ThreadMemory {
  threads: number | undefined;
}

interface ThreadChoiceOptions {
  /** Numbers of threads to choose from, ascending, from 1. */
  readonly candidates: readonly number[];
  readonly memory: ThreadMemory;
  /** Whether so many are there; has them come where they are not. */
  readonly isReady: (threads: number) => boolean;
  readonly now?: () => number;
}

/** A comparison of candidates[lower] with the next. */
interface Trial {
  readonly lower: number;
  /** Whether the greater number takes this turn. */
  isUpper: boolean;
  /** Digits per millisecond, by turns; the first of each does not count. */
  readonly rates: { readonly lower: number[]; readonly upper: number[] };
}

export class ThreadChoice {
  readonly #options: Required<ThreadChoiceOptions>;
  /** Index among the candidates. */
  #best: number;
  #trial: Trial | undefined;
  /** Whether the next trial is with more threads, or with fewer. */
  #upwards = true;
  #clockStepMs: number | undefined;
  /** The turn under way. */
  #turnStartedAt = Number.NaN;
  #turnSteps = 0;
  #turnDigits = 0;
  #lastAt = Number.NaN;
  /** When to try next. */
  #tryAt = Number.NaN;

  constructor({ now = () => performance.now(), ...options }: ThreadChoiceOptions) {
    this.#options = { ...options, now };
    this.#best = Math.max(0, options.candidates.indexOf(options.memory.threads ?? 1));
  }

  /** What the engine works with; during a trial still the number from before. */
  get threads(): number {
    return this.#options.candidates[this.#best]!;
  }

  /** How many are to do the step that begins now. */
  next(): number {
    const { candidates, isReady, now } = this.#options;
    if (candidates.length < 2) return 1;
    const time = now();
    if (Number.isNaN(this.#tryAt)) this.#tryAt = time + this.#firstWaitMs();
    if (time - this.#lastAt > this.#pauseMs) this.#beginTurn();
    if (!this.#trial && time >= this.#tryAt) this.#beginTrial();
    if (Number.isNaN(this.#turnStartedAt)) this.#turnStartedAt = time;
    const trial = this.#trial;
    const wanted = candidates[trial ? trial.lower + Number(trial.isUpper) : this.#best]!;
    return isReady(wanted) ? wanted : 1;
  }

  /** A step of so many digits has been done. */
  stepped(digits: number): void {
    const { candidates, now } = this.#options;
    if (candidates.length < 2) return;
    this.#lastAt = now();
    this.#turnSteps++;
    this.#turnDigits += digits;
    const elapsedMs = this.#lastAt - this.#turnStartedAt;
    const trial = this.#trial;
    if (!trial || elapsedMs < this.#turnMs || this.#turnSteps < TURN_STEPS) return;
    const { lower, upper } = trial.rates;
    (trial.isUpper ? upper : lower).push(this.#turnDigits / elapsedMs);
    trial.isUpper = !trial.isUpper;
    this.#beginTurn();
    if (upper.length > TURNS) this.#decide(trial);
  }

  /** Something is wrong with the threads: the next step begins to find out. */
  doubt(): void {
    if (this.#trial || this.#best === 0) return;
    this.#upwards = false;
    this.#tryAt = this.#lastAt;
  }

  #firstWaitMs(): number {
    return this.#options.memory.threads === undefined ? SETTLE_MS : AGAIN_MS;
  }

  #beginTurn(): void {
    this.#turnStartedAt = Number.NaN;
    this.#turnSteps = 0;
    this.#turnDigits = 0;
  }

  #beginTrial(): void {
    const { candidates, isReady } = this.#options;
    if (this.#best === 0) this.#upwards = true;
    if (this.#best === candidates.length - 1) this.#upwards = false;
    const lower = this.#upwards ? this.#best : this.#best - 1;
    // Those who are on their way may take their time.
    if (!isReady(candidates[lower + 1]!)) return;
    this.#trial = { lower, isUpper: false, rates: { lower: [], upper: [] } };
    this.#beginTurn();
  }

  #decide({ lower, rates }: Trial): void {
    const { candidates, memory } = this.#options;
    const isWorthwhile = medianOf(rates.upper) >= WORTHWHILE * medianOf(rates.lower);
    const best = lower + Number(isWorthwhile);
    const hasMoved = this.#upwards === isWorthwhile;
    this.#trial = undefined;
    this.#best = best;
    memory.threads = candidates[best];
    // On in the same direction as long as that helps; another time in the other.
    const isAtEnd = best === (this.#upwards ? candidates.length - 1 : 0);
    this.#tryAt = hasMoved && !isAtEnd ? this.#lastAt : this.#lastAt + AGAIN_MS;
    if (!hasMoved || isAtEnd) this.#upwards = !this.#upwards;
  }

  get #clock(): number {
    this.#clockStepMs ??= clockStep(this.#options.now);
    return this.#clockStepMs;
  }

  get #turnMs(): number {
    return Math.max(TURN_MS, TURN_CLOCK_STEPS * this.#clock);
  }

  get #pauseMs(): number {
    return Math.max(PAUSE_MS, 2 * this.#clock);
  }
}

/** Of the turns that count: all but the first. */
function medianOf(rates: readonly number[]): number {
  const sorted = rates.slice(1).sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
