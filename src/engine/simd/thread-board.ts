/**
 * Where the threads of an engine come to terms: a few words in the memory they share. The first thread, the one that steps,
 * puts a phase up; whoever is free takes its shares one by one, the first thread too, until none is left.
 *
 * The ticket holds a number of the phase and how many shares are still to be had, and a share is taken by exchanging it for one
 * less. So a thread that was held up, be it for minutes, can take nothing of a phase that is over; one that does not come costs
 * nothing, for the others take what it does not; and while a share is out its phase cannot end, so that what the board says of
 * the phase is safe to read.
 *
 * Waiting is done by looking again and again for some microseconds, as long as a phase's last shares take, and then asleep.
 */
import type { MemoryLayout } from './memory-layout';
import { BOARD_BYTES } from './memory-layout';
import type { Pass } from './passes';

/** Words that different threads write lie 64 bytes apart, each in a cache line of its own. */
const TICKET = 0;
const DONE = 16;
/** How many threads sleep until the ticket changes; whether the first sleeps until DONE does. */
const SLEEPERS = 32;
const FIRST_SLEEPS = 33;
/** How many threads are to work, the first included; and how many helpers have come, ever. */
const THREADS = 48;
const PRESENT = 49;
/** What each helper is about to change in place: (a share, counted from 1) * PIECES + a piece of it; or 0. */
const HOLDING = 64;
const PIECES = 64;
/** float64s: the phase, and what Pass says. */
const ORDER = 80 / 2;
/** One word for each share: the ticket's number of the phase in which it was last done. */
const MARKS = BOARD_BYTES / 4;

/** The ticket's lower half. */
const LEFT = 0xffff;
/** How often to look before going to sleep. */
const LOOKS = 4000;
/** How long the first thread sleeps at a time, and how often in a row without any news before it takes a helper for lost. */
const NAP_MS = 50;
const NAPS = 20;

export class ThreadBoard {
  readonly #words: Int32Array;
  readonly #order: Float64Array;
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
    const words = BOARD_BYTES / 4 + layout.mostShares;
    this.#words = new Int32Array(buffer, layout.board, words);
    this.#order = new Float64Array(buffer, layout.board, words >> 1);
  }

  /** First thread: puts a phase up. All of the one before must be done. */
  post(phase: number, shares: number, pass: Pass): void {
    const order = this.#order;
    order[ORDER] = phase;
    order[ORDER + 1] = shares;
    order[ORDER + 2] = pass.rows;
    order[ORDER + 3] = pass.dropout;
    order[ORDER + 4] = pass.step;
    order[ORDER + 5] = Number(pass.isAugmented);
    order[ORDER + 6] = Number(pass.isTraining);
    order[ORDER + 7] = pass.labelSmoothing;
    // Marks of 0 are those of memory that nobody has written.
    const number = (this.#number % LEFT) + 1;
    Atomics.store(this.#words, DONE, 0);
    Atomics.store(this.#words, TICKET, (number << 16) | shares);
    if (Atomics.load(this.#words, SLEEPERS) > 0) Atomics.notify(this.#words, TICKET);
  }

  /** Takes a share of the phase that is up: its number, or -1 when there is none to be had. */
  take(): number {
    for (;;) {
      const ticket = Atomics.load(this.#words, TICKET);
      const left = ticket & LEFT;
      if (left === 0) return -1;
      if (Atomics.compareExchange(this.#words, TICKET, ticket, ticket - 1) === ticket)
        return this.#order[ORDER + 1]! - left;
    }
  }

  /** Of the phase that is up: as long as a share is out, it stays. */
  get #number(): number {
    return Atomics.load(this.#words, TICKET) >>> 16;
  }

  /** The phase that is up. To be asked by whoever has taken a share of it. */
  get phase(): number {
    return this.#order[ORDER]!;
  }

  /** What that phase's pass is about. Overwritten by the next call. */
  get pass(): Pass {
    const order = this.#order;
    const pass = this.#pass;
    pass.rows = order[ORDER + 2]!;
    pass.dropout = order[ORDER + 3]!;
    pass.step = order[ORDER + 4]!;
    pass.isAugmented = order[ORDER + 5] === 1;
    pass.isTraining = order[ORDER + 6] === 1;
    pass.labelSmoothing = order[ORDER + 7]!;
    return pass;
  }

  /** The share is done. helper: who did it, counted from 0; -1 for the first thread. */
  done(share: number, helper: number): void {
    Atomics.store(this.#words, MARKS + share, this.#number);
    if (helper >= 0) Atomics.store(this.#words, HOLDING + helper, 0);
    Atomics.add(this.#words, DONE, 1);
    if (helper >= 0 && Atomics.load(this.#words, FIRST_SLEEPS) === 1) Atomics.notify(this.#words, DONE);
  }

  /** Helper: from here on this piece of the share (0..63) is changed, and all before it are. A backup has been made. */
  holds(share: number, piece: number, helper: number): void {
    Atomics.store(this.#words, HOLDING + helper, (share + 1) * PIECES + piece);
  }

  /** First thread: waits until so many shares are done. False when a helper has one and does not come back with it. */
  awaitDone(shares: number): boolean {
    const words = this.#words;
    for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, DONE) === shares) return true;
    Atomics.store(words, FIRST_SLEEPS, 1);
    let naps = 0;
    let seen = Atomics.load(words, DONE);
    while (seen !== shares && naps < NAPS) {
      const isLate = Atomics.wait(words, DONE, seen, NAP_MS) === 'timed-out';
      this.#isLate ||= isLate;
      naps = isLate ? naps + 1 : 0;
      seen = Atomics.load(words, DONE);
    }
    Atomics.store(words, FIRST_SLEEPS, 0);
    return seen === shares;
  }

  /** Whether a helper has kept the first thread waiting for long since this was last asked. */
  takeLateness(): boolean {
    const isLate = this.#isLate;
    this.#isLate = false;
    return isLate;
  }

  /** Whether the share of the phase that is up has been done. */
  isDone(share: number): boolean {
    return this.#words[MARKS + share] === this.#number;
  }

  /** The helper that was changing the share in place, and which piece of it; undefined if none had begun to. */
  holderOf(share: number): { readonly helper: number; readonly piece: number } | undefined {
    const holding = this.#words.subarray(HOLDING, ORDER * 2);
    const helper = holding.findIndex((held) => Math.floor(held / PIECES) === share + 1);
    return helper < 0 ? undefined : { helper, piece: holding[helper]! % PIECES };
  }

  /** Helper: waits until there may be something to do for the helper of this number. */
  awaitWork(helper: number): void {
    const words = this.#words;
    const threads = Atomics.load(words, THREADS);
    if (helper + 1 >= threads) {
      Atomics.wait(words, THREADS, threads);
      return;
    }
    for (let look = 0; look < LOOKS; look++) if ((Atomics.load(words, TICKET) & LEFT) > 0) return;
    const ticket = Atomics.load(words, TICKET);
    if ((ticket & LEFT) > 0) return;
    Atomics.add(words, SLEEPERS, 1);
    Atomics.wait(words, TICKET, ticket);
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
