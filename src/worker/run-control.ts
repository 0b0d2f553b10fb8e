/**
 * What has been asked of a run from outside: to pause, to go on, to stop, or to hand the network to another engine. The loop
 * looks here between two steps, and can wait for the next wish instead of whatever else it waits for.
 */
import type { EngineChoice, Experiment } from '../core/experiment';
import type { Result } from '../core/fault';
import type { TrainState } from '../core/network';
import type { Engine } from '../engine/engine';
import { SlowMotion } from './slow-motion';

export type RunMode = 'running' | 'paused' | 'stopping';

/** Has another engine take over a state; the fault says why it will not. */
export type PrepareEngine = (experiment: Experiment, state: TrainState) => Promise<Result<Engine>>;

export interface Handover {
  readonly choice: EngineChoice;
  readonly prepare: PrepareEngine;
  readonly done: (result: Result<void>) => void;
}

export class RunControl {
  readonly slowMotion = new SlowMotion();
  #mode: RunMode = 'running';
  #handover: Handover | undefined;
  #wake: () => void = () => {};
  #change: Promise<void> = Promise.resolve();

  constructor() {
    this.#expectChange();
  }

  get mode(): RunMode {
    return this.#mode;
  }

  /** A run that is stopping stays so. */
  setMode(mode: RunMode): void {
    if (this.#mode === 'stopping') return;
    this.#mode = mode;
    this.#nudge();
  }

  /** The change of engine that has been asked for and not yet been answered. */
  get handover(): Handover | undefined {
    return this.#handover;
  }

  askForHandover(handover: Handover): void {
    this.#handover = handover;
    this.#nudge();
  }

  handoverAnswered(): void {
    this.#handover = undefined;
  }

  /** Steps a second; undefined for as many as there can be. */
  setPace(stepsPerSecond: number | undefined): void {
    this.slowMotion.stepsPerSecond = stepsPerSecond;
    this.#nudge();
  }

  /** Resolves when the next step of slow motion is due, or at the next wish. */
  nap(): Promise<undefined> {
    return this.slowMotion.nap(this.#change);
  }

  /** Resolves at the next wish. */
  get change(): Promise<void> {
    return this.#change;
  }

  #nudge(): void {
    this.#wake();
    this.#expectChange();
  }

  #expectChange(): void {
    this.#change = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
