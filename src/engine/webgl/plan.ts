/**
 * Which of the engine's draws a network's layers get. Two things can be done otherwise than by default, with the same
 * result but for rounding, and whether they pay depends on the device, the network and the batch:
 *
 * - The forward product in parts. A run of program 2 adds up inputs / 4 products of blocks one after the other, and a narrow
 *   layer has few runs. On a device with far more lanes than that, most of them idle while a few work through a long loop.
 *   In parts, there are that many times the runs with loops that many times shorter, and a draw that adds up the parts.
 * - Gradient and update fused into one draw, which saves a draw, but fetches more often; see update-program.ts.
 */
import { parameterCount } from '../../core/network';
import type { EngineConfig } from '../engine';
import { blocksOf4 } from './layout';

export interface LayerPlan {
  /** Into how many parts the forward product is cut; 1: not at all. Means nothing in the last layer. */
  readonly parts: number;
  /** Whether the optimiser is run in the draw that makes the gradient. */
  readonly fused: boolean;
}

/** One entry per layer of weights, from the one that reads the pixels to the last: a single one without a hidden layer. */
export type Plan = readonly LayerPlan[];

export const defaultPlan = (layerSizes: readonly number[]): Plan =>
  layerSizes.slice(1).map(() => ({ parts: 1, fused: false }));

const PARTS = 8;
/** Shorter sums have nothing to gain from being cut: 253 inputs. */
const LONG_INPUT_BLOCKS = 64;
/** The parts' texture is PARTS times as wide as a layer's, and 2048 is as wide as every WebGL 2 device has them. */
const MAX_UNIT_BLOCKS = 2048 / PARTS;
/** Parameters times digits up to which fetching more often may cost less than a draw: 8192 parameters with 128 digits. */
const TINY_LAYER = 2 ** 20;
/** Parameters times digits beyond which a step fills any device. 784-256-128-10 with 128 digits is below. */
const SMALL_NETWORK = 2 ** 25;

/** The plans worth trying on a device, each of which changes one thing about the default plan. May be none. */
export function variantsOf({ network, maxBatchSize }: EngineConfig): Plan[] {
  const { layerSizes } = network;
  if (parameterCount(layerSizes) * maxBatchSize > SMALL_NETWORK) return [];
  const plain = defaultPlan(layerSizes);
  const last = plain.length - 1;
  const inParts = plain.map((layer, l) => {
    const isLong = blocksOf4(layerSizes[l]! + 1) >= LONG_INPUT_BLOCKS;
    const isNarrow = blocksOf4(layerSizes[l + 1]!) <= MAX_UNIT_BLOCKS;
    return l < last && isLong && isNarrow ? { ...layer, parts: PARTS } : layer;
  });
  const fused = plain.map(({ parts }, l) => ({
    parts,
    fused: (layerSizes[l]! + 1) * layerSizes[l + 1]! * maxBatchSize <= TINY_LAYER,
  }));
  return [
    ...(inParts.some(({ parts }) => parts > 1) ? [inParts] : []),
    ...(fused.some((layer) => layer.fused) ? [fused] : []),
  ];
}

/** Does what either of two plans does otherwise than the default: the two are about different draws. */
export const combine = (a: Plan, b: Plan): Plan =>
  a.map(({ parts, fused }, l) => ({
    parts: Math.max(parts, b[l]!.parts),
    fused: fused || b[l]!.fused,
  }));
