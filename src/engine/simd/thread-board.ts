/**
 * Where the threads of an engine come to terms: a few words in the memory they share. The first thread, the one that steps,
 * puts a phase up, its shares dealt out evenly and in order: the first so many to the first thread, and so on. Each takes its own
 * one by one, and then whatever the others have left. So a thread does the same part of the network in each phase and
 * each step, as a rule, and finds it in its own caches: fetching it from another processor's takes several times as long.
 *
 * A thread's ticket holds a number of the phase and how many of its shares are still to be had, and a share is taken by exchanging
 * it for one less. So a thread that was held up, be it for minutes, can take nothing of a phase that is over; one that does not
 * come costs nothing, for the others take what it does not; and while a share is out its phase cannot end, so that what
 * the board says of the phase is safe to read.
 *
 * Waiting is done by looking again and again for some tenths of a millisecond, longer than a phase's last shares and what lies between two
 * steps take, and then asleep: to be woken takes longer than a small network's whole step.
 */
import type { MemoryLayout } from './memory-layout';
import { BOARD_BYTES, BOARD_BYTES_PER_THREAD } from './memory-layout';
import type { Pass } from './passes';

/** How many threads sleep until their ticket changes; whether the first sleeps until a helper is done with a share. */
const SLEEPERS = 0;
const FIRST_SLEEPS = 1;
/** Counts what it is woken for. */
const FIRST_WAKES = 2;
/** How many threads are to work, the first included; and how many helpers have come, ever. */
const THREADS = 16;
const PRESENT = 17;
/** float64s: the phase, how many shares and threads it has, its number, and what Pass says. */
const ORDER = 32 / 2;

/** What each thread has to itself, in two cache lines: words from here on. */
const TICKETS = BOARD_BYTES / 4;
const WORDS_PER_THREAD = BOARD_BYTES_PER_THREAD / 4;
/** Shares that it has done, ever: an int32 that wraps around. */
const DONE = 16;
/** What it is about to change in place: (a share, counted from 1) * PIECES + a piece of it; or 0. Helpers only. */
const HOLDING = 17;
const PIECES = 64;

/** The ticket's lower half. */
const LEFT = 0xffff;
/** How often to look before going to sleep: 7 to 11 ns each where it was measured. */
const LOOKS = 40_000;
/** How long the first thread sleeps at a time, and how often in a row without any news before it takes a helper for lost. */
const NAP_MS = 50;
const NAPS = 20;

/** Where the shares of a thread begin, when so many are dealt out to so many threads. */
const firstShare = (shares: number, thread: number, threads: number): number =>
  Math.floor((shares * thread) / threads);

export class ThreadBoard {
  readonly #words: Int32Array;
  readonly #order: Float64Array;
  /** One word for each share: the number of the phase in which it was last done. */
  readonly #marks: number;
  readonly #mostThreads: number;
  /** First thread: how many shares have been put up, ever; an int32 like DONE. */
  #posted = 0;
  #isLate = false;
  /** What `pass` fills in anew each time, so that a step allocates nothing. */
  readonly #pass = {
    rows: 0,
    dropout: 0,
    labelSmoothing: 0,
    step: 0,
    isAugmented: false,
    isTraining: false,
  };

  /** buffer: the memory that `layout` describes, with room for helpers. */
  constructor(buffer: ArrayBufferLike, layout: MemoryLayout) {
    this.#mostThreads = layout.helpers.length + 1;
    this.#marks = TICKETS + this.#mostThreads * WORDS_PER_THREAD;
    const words = this.#marks + layout.mostShares;
    this.#words = new Int32Array(buffer, layout.board, words);
    this.#order = new Float64Array(buffer, layout.board, words >> 1);
  }

  /** First thread: puts a phase up. All of the one before must be done. */
  post(phase: number, shares: number, pass: Pass): void {
    const words = this.#words;
    const order = this.#order;
    const threads = Math.max(1, Atomics.load(words, THREADS));
    // Marks of 0 are those of memory that nobody has written.
    const number = (order[ORDER + 3]! % LEFT) + 1;
    order[ORDER] = phase;
    order[ORDER + 1] = shares;
    order[ORDER + 2] = threads;
    order[ORDER + 3] = number;
    order[ORDER + 4] = pass.rows;
    order[ORDER + 5] = pass.dropout;
    order[ORDER + 6] = pass.step;
    order[ORDER + 7] = Number(pass.isAugmented);
    order[ORDER + 8] = Number(pass.isTraining);
    order[ORDER + 9] = pass.labelSmoothing;
    this.#posted = (this.#posted + shares) | 0;
    // The first thread's last: it is not waiting.
    for (let thread = threads - 1; thread >= 0; thread--) {
      const own = firstShare(shares, thread + 1, threads) - firstShare(shares, thread, threads);
      Atomics.store(words, TICKETS + thread * WORDS_PER_THREAD, (number << 16) | own);
    }
    if (Atomics.load(words, SLEEPERS) === 0) return;
    for (let thread = 1; thread < threads; thread++)
      Atomics.notify(words, TICKETS + thread * WORDS_PER_THREAD);
  }

  /** Takes a share of the phase that is up: its number, or -1 when there is none to be had. thread: counted from 0, the first. */
  take(thread: number): number {
    for (let turn = 0; turn < this.#mostThreads; turn++) {
      const from = (thread + turn) % this.#mostThreads;
      const left = this.#takeFrom(TICKETS + from * WORDS_PER_THREAD);
      if (left === 0) continue;
      const order = this.#order;
      return firstShare(order[ORDER + 1]!, from + 1, order[ORDER + 2]!) - left;
    }
    return -1;
  }

  /** How many shares there were at that ticket, of which one has been taken. */
  #takeFrom(at: number): number {
    for (;;) {
      const ticket = Atomics.load(this.#words, at);
      const left = ticket & LEFT;
      if (left === 0 || Atomics.compareExchange(this.#words, at, ticket, ticket - 1) === ticket) return left;
    }
  }

  /** Of the phase that is up: as long as a share is out, it stays. */
  get #number(): number {
    return this.#order[ORDER + 3]!;
  }

  /** The phase that is up. To be asked by whoever has taken a share of it. */
  get phase(): number {
    return this.#order[ORDER]!;
  }

  /** What that phase's pass is about. Overwritten by the next call. */
  get pass(): Pass {
    const order = this.#order;
    const pass = this.#pass;
    pass.rows = order[ORDER + 4]!;
    pass.dropout = order[ORDER + 5]!;
    pass.step = order[ORDER + 6]!;
    pass.isAugmented = order[ORDER + 7] === 1;
    pass.isTraining = order[ORDER + 8] === 1;
    pass.labelSmoothing = order[ORDER + 9]!;
    return pass;
  }

  /** The share is done, by that thread. */
  done(share: number, thread: number): void {
    const words = this.#words;
    const own = TICKETS + thread * WORDS_PER_THREAD;
    Atomics.store(words, this.#marks + share, this.#number);
    if (thread > 0) Atomics.store(words, own + HOLDING, 0);
    Atomics.add(words, own + DONE, 1);
    if (thread > 0 && Atomics.load(words, FIRST_SLEEPS) === 1) {
      Atomics.add(words, FIRST_WAKES, 1);
      Atomics.notify(words, FIRST_WAKES);
    }
  }

  /** Helper: from here on this piece of the share (0..63) is changed, and all before it are. A backup has been made. */
  holds(share: number, piece: number, thread: number): void {
    Atomics.store(this.#words, TICKETS + thread * WORDS_PER_THREAD + HOLDING, (share + 1) * PIECES + piece);
  }

  /** First thread: waits until all shares are done. False when a helper has one and does not come back with it. */
  awaitDone(): boolean {
    const words = this.#words;
    for (let look = 0; look < LOOKS; look++) if (this.#isAllDone) return true;
    Atomics.store(words, FIRST_SLEEPS, 1);
    let naps = 0;
    let seen = Atomics.load(words, FIRST_WAKES);
    while (!this.#isAllDone && naps < NAPS) {
      const isLate = Atomics.wait(words, FIRST_WAKES, seen, NAP_MS) === 'timed-out';
      this.#isLate ||= isLate;
      naps = isLate ? naps + 1 : 0;
      seen = Atomics.load(words, FIRST_WAKES);
    }
    Atomics.store(words, FIRST_SLEEPS, 0);
    return this.#isAllDone;
  }

  get #isAllDone(): boolean {
    let done = 0;
    for (let thread = 0; thread < this.#mostThreads; thread++)
      done = (done + Atomics.load(this.#words, TICKETS + thread * WORDS_PER_THREAD + DONE)) | 0;
    return done === this.#posted;
  }

  /** Whether a helper has kept the first thread waiting for long since this was last asked. */
  takeLateness(): boolean {
    const isLate = this.#isLate;
    this.#isLate = false;
    return isLate;
  }

  /** Whether the share of the phase that is up has been done. */
  isDone(share: number): boolean {
    return this.#words[this.#marks + share] === this.#number;
  }

  /** The helper that was changing the share in place, and which piece of it; undefined if none had begun to. */
  holderOf(share: number): { readonly helper: number; readonly piece: number } | undefined {
    for (let thread = 1; thread < this.#mostThreads; thread++) {
      const held = this.#words[TICKETS + thread * WORDS_PER_THREAD + HOLDING]!;
      if (Math.floor(held / PIECES) === share + 1) return { helper: thread - 1, piece: held % PIECES };
    }
    return undefined;
  }

  /** Helper: waits until there may be something to do for the thread of this number. */
  awaitWork(thread: number): void {
    const words = this.#words;
    const threads = Atomics.load(words, THREADS);
    if (thread >= threads) {
      Atomics.wait(words, THREADS, threads);
      return;
    }
    const own = TICKETS + thread * WORDS_PER_THREAD;
    for (let look = 0; look < LOOKS; look++) if ((Atomics.load(words, own) & LEFT) > 0) return;
    const ticket = Atomics.load(words, own);
    if ((ticket & LEFT) > 0) return;
    Atomics.add(words, SLEEPERS, 1);
    Atomics.wait(words, own, ticket);
    Atomics.sub(words, SLEEPERS, 1);
  }

  /** Helper: is here. */
  arrive(): void {
    Atomics.add(this.#words, PRESENT, 1);
  }

  get present(): number {
    return Atomics.load(this.#words, PRESENT);
  }

  /** First thread: so many are to work from now on, itself included. */
  setThreads(threads: number): void {
    if (Atomics.load(this.#words, THREADS) === threads) return;
    Atomics.store(this.#words, THREADS, threads);
    Atomics.notify(this.#words, THREADS);
  }
}
