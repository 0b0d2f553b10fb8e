/**
 * The forward and the backward pass as a row of phases. simd-engine.ts tells why it is done this way; the phases themselves
 * are in forward-phases.ts and backward-phases.ts: which kernel is given which addresses.
 *
 * A phase has so many shares, some panels by some rows each as a rule. The shares of a phase may be done in any order and
 * by any thread, once all of the phase before are done: none reads what another of them writes, and each sum lies within one.
 * So however the work is divided, the numbers are the same to the bit.
 */
import type { EngineConfig } from '../engine';
import { gradientPhase, headPhase, updatePhase } from './backward-phases';
import { digitsPhase, layerPhase, listsPhase } from './forward-phases';
import type { Kernels } from './kernels';
import type { LayerLayout, MemoryLayout } from './memory-layout';

/** Some rows of a panel of a kernel, and the panel's biases with the first of them: what is changed in place at a time. */
export interface Piece {
  readonly layer: LayerLayout;
  readonly panel: number;
  /** Into the panel, and how many, in bytes. */
  readonly at: number;
  readonly bytes: number;
}

/** A network in its memory, ready to compute. */
export interface Machine {
  readonly config: EngineConfig;
  readonly layout: MemoryLayout;
  readonly kernels: Kernels;
  /** Index in ACTIVATIONS. */
  readonly activation: number;
  /**
   * Called before a piece is changed in place, counted from 0 within its share; where a thread may be lost while it does so,
   * or has been. False when that has been done already.
   */
  readonly beforeUpdate?: (share: number, index: number, piece: Piece) => boolean;
}

/** What a pass is about. */
export interface Pass {
  /** Digits, which lie at layout.pixels. */
  readonly rows: number;
  /** Rate, 0..1. */
  readonly dropout: number;
  /** 0..1. */
  readonly labelSmoothing: number;
  /** Steps taken before this one: for dropout. */
  readonly step: number;
  /** Whether to put the variants at layout.variants in the digits' place. */
  readonly isAugmented: boolean;
  /** Whether a backward pass is to follow. */
  readonly isTraining: boolean;
}

/** Part of a pass. */
export interface Phase {
  /** How many shares it has; none when there is nothing to do. */
  shares(pass: Pass): number;
  /** Does one of them, counted from 0. */
  run(share: number, pass: Pass): void;
}

/** The phases of both passes, and how many of them are the forward pass's: from the digits to logits, losses and their gradient. */
export interface Passes {
  readonly phases: readonly Phase[];
  readonly forwardCount: number;
}

export function passesOf(machine: Machine): Passes {
  const last = machine.layout.layers.length - 1;
  const phases = [digitsPhase(machine)];
  for (let index = 0; index < last; index++) {
    if (index > 0) phases.push(listsPhase(machine, index, 'output'));
    phases.push(layerPhase(machine, index));
  }
  phases.push(headPhase(machine));
  const forwardCount = phases.length;
  // From the last layer's gradient down, with the weights as they were; only then are these changed.
  for (let index = last - 1; index > 0; index--) {
    if (index < last - 1) phases.push(listsPhase(machine, index, 'gradient'));
    phases.push(gradientPhase(machine, index));
  }
  phases.push(updatePhase(machine));
  return { phases, forwardCount };
}

/** Does all of a phase. */
export function runPhase(phase: Phase, pass: Pass): void {
  const shares = phase.shares(pass);
  for (let share = 0; share < shares; share++) phase.run(share, pass);
}

/** The forward pass, by this thread. */
export function forward({ phases, forwardCount }: Passes, pass: Pass): void {
  for (let phase = 0; phase < forwardCount; phase++) runPhase(phases[phase]!, pass);
}
