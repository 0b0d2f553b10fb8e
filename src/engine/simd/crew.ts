/** The threads that help an engine's first one, as it sees them. */
import type { MemoryLayout } from './memory-layout';
import { copyPiece } from './piece-backup';
import { type Machine, type Pass, type Passes, passesOf } from './passes';
import { ThreadBoard } from './thread-board';
import type { HelperOrder } from './thread-helper';

/** A helping thread. */
export interface HelperThread {
  /** Ends it, wherever it is. */
  terminate(): void;
}

/** Starts a helping thread, which is to call help(). onFailed: it could not be started, or has broken. Throws where there are none. */
export type StartHelper = (order: HelperOrder, onFailed: () => void) => HelperThread;

export interface CrewOptions {
  readonly order: Omit<HelperOrder, 'helper'>;
  readonly layout: MemoryLayout;
  /** Of the first thread. */
  readonly passes: Passes;
  readonly start: StartHelper;
}

export class Crew {
  readonly #options: CrewOptions;
  readonly #board: ThreadBoard;
  readonly #threads: HelperThread[] = [];
  #hasFailed = false;

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#board = new ThreadBoard(options.order.memory.buffer, options.layout);
  }

  /** Whether a helper could not be started, or is known to have broken: there is no counting on the others either. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Whether so many threads, the first included, are there to work; those that are missing are started, which takes a moment. */
  isReady(threads: number): boolean {
    while (this.#threads.length < threads - 1 && !this.#hasFailed) this.#start();
    return !this.#hasFailed && this.#board.present >= threads - 1;
  }

  /** So many threads are to work from now on, the first included. */
  setThreads(threads: number): void {
    this.#board.setThreads(threads);
  }

  /** Does all of a phase, together with those who help. False when one of them was lost with a share of it. */
  run(phase: number, pass: Pass): boolean {
    const { phases } = this.#options.passes;
    const board = this.#board;
    const shares = phases[phase]!.shares(pass);
    if (shares === 0) return true;
    board.post(phase, shares, pass);
    for (let share = board.take(0); share >= 0; share = board.take(0)) {
      phases[phase]!.run(share, pass);
      board.done(share, 0);
    }
    return board.awaitDone();
  }

  /** Whether a helper has been slow beyond all measure since this was last asked. */
  takeLateness(): boolean {
    return this.#board.takeLateness();
  }

  /** Ends all helpers. */
  dismiss(): void {
    this.#hasFailed = true;
    for (const thread of this.#threads) thread.terminate();
    this.#threads.length = 0;
  }

  #start(): void {
    const { order, start } = this.#options;
    try {
      this.#threads.push(start({ ...order, helper: this.#threads.length }, () => this.dismiss()));
    } catch {
      this.#hasFailed = true;
    }
  }
}

/**
 * Does what was left undone of a phase by helpers that have been lost. machine: the first thread's, in memory that they cannot
 * reach, a copy of the one they shared.
 */
export function finishPhase(machine: Machine, bytes: Uint8Array, phase: number, pass: Pass): void {
  const { layout } = machine;
  const board = new ThreadBoard(bytes.buffer, layout);
  const { phases } = passesOf({
    ...machine,
    beforeUpdate: (share, index, piece) => {
      const holder = board.holderOf(share);
      if (holder?.piece === index)
        copyPiece(machine.kernels, piece, index, layout.helpers[holder.helper]!.backup, 'restore');
      return !holder || index >= holder.piece;
    },
  });
  const shares = phases[phase]!.shares(pass);
  for (let share = 0; share < shares; share++) if (!board.isDone(share)) phases[phase]!.run(share, pass);
}
