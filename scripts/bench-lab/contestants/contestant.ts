/** One who can train one network: an engine of ours, or another library called as its own documentation does. */
import type { DigitPool } from '../digit-pool';

export interface Contestant {
  /**
   * Takes about that many optimiser steps, each on a batch put together for it, and resolves when the device has done them and
   * their loss is known. Returns how many there were.
   */
  run(steps: number): Promise<{ readonly steps: number; readonly loss: number }>;
}

/** The task, the same for all: batch and learning rate are fixed, the optimiser is Adam, the hidden layers are rectifiers. */
export interface Task {
  readonly layerSizes: readonly number[];
  readonly pool: DigitPool;
}

export type OpenContestant = (task: Task) => Promise<Contestant>;

export const BATCH_SIZE = 128;
export const LEARNING_RATE = 0.001;
