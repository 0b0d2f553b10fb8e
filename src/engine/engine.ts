/**
 * What an engine is: the mathematics of training and reading one dense network, behind one small interface. The folder
 * of each engine holds one implementation; tfjs/ is the reference that every other is tested against.
 *
 * The mathematics, the same in every engine (x: float32 in 0..1, one row per digit):
 * - x: the digit's bytes / 255; where the batch says which variant of the digit to train on, that variant's (core/variant.ts).
 * - hidden layer: a = f(x W + b), then dropout: a kept unit is divided by (1 - rate), a dropped one is 0.
 * - output: softmax of the logits; loss: mean over the batch of -sum(target * log(p)), where target is one-hot, or with
 *   label smoothing s: (1 - s) * one-hot + s / 10.
 * - g: the gradient of the batch's mean loss. Weight decay d acts on kernels only, never on biases: every optimiser but
 *   adamw adds d * w to g (L2); adamw subtracts learningRate * d * w from w (decoupled).
 * - sgd: w -= lr g. momentum: v = 0.9 v + g; w -= lr v.
 * - rmsprop: s = 0.9 s + 0.1 g^2; w -= lr g / sqrt(s + eps).
 * - adam, adamw: m = 0.9 m + 0.1 g; v = 0.999 v + 0.001 g^2; w -= lr (m / (1 - 0.9^t)) / (sqrt(v / (1 - 0.999^t)) + eps),
 *   t counting from 1.
 * - eps = 1e-7 everywhere (tfjs's own default differs between backends); the numbers are in core/training/constants.ts.
 * - dropout: unit u of row r in hidden layer l at step t is dropped when
 *   randomUniform(randomKey(seed, dropout, t, l), r * units + u) < rate; t and l count from 0.
 */
import type { Batch } from '../core/batch';
import type { EngineName } from '../core/engines';
import type { Optimizer } from '../core/experiment';
import type { Fault } from '../core/fault';
import type { LayerWeights, NetworkSpec, TrainState } from '../core/network';

export interface EngineConfig {
  readonly network: NetworkSpec;
  readonly optimizer: Optimizer;
  /** The largest batch that step() will get. */
  readonly maxBatchSize: number;
  /** Fixes dropout. */
  readonly seed: number;
}

export interface StepHyper {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly dropout: number;
  readonly labelSmoothing: number;
}

export interface StepMetrics {
  /** Mean loss per example, label smoothing included. NaN when exampleCount is 0. */
  readonly loss: number;
  /** Share of examples whose most probable class was their label, 0..1. NaN when exampleCount is 0. */
  readonly accuracyFraction: number;
  readonly exampleCount: number;
}

export interface Engine {
  readonly name: EngineName;
  /** Optimiser steps taken so far, those of an imported state included. */
  readonly stepCount: number;
  /** How many digits to ask of it at a time when there are many to read; left out where few are as good. */
  readonly digitsPerReading?: number;
  /** How many threads of the processor it trains with; left out by engines that know nothing of threads. */
  readonly threads?: number;
  /** Why it cannot train `config` on this device; undefined when it can. Left out by engines that train anything. */
  supports?(config: EngineConfig): Fault | undefined;
  /** Prepares for training `config` from `state`, which is copied. May be called again to start over. */
  init(config: EngineConfig, state: TrainState): Promise<void>;
  /** Enqueues one optimiser step; never waits for the device. */
  step(batch: Batch, hyper: StepHyper): void;
  /** Means over the steps enqueued since the last call. Resolves when the device has done them. */
  readMetrics(): Promise<StepMetrics>;
  /** Class probabilities. pixels: uint8 [count, 784], 255 = ink. Returns float32 [count, 10]; rows sum to 1. */
  predict(pixels: Uint8Array, count: number): Promise<Float32Array>;
  /** A copy of weights and optimiser memory after every step enqueued so far. */
  exportState(): Promise<TrainState>;
  /** The same of the weights alone, and for less. Never holds up the steps that follow. The arrays are the caller's. */
  exportWeights(): Promise<LayerWeights[]>;
  /** Frees all device memory. The engine is not used afterwards. */
  dispose(): void;
}
