/** The training digits as the last hidden layer has them, to find a drawing's nearest among. */
import { nearestRows } from '../../core/insight/nearest';
import { PIXEL_COUNT } from '../../core/network';
import type { DigitSet, DigitSource } from '../../dataset/digit-source';
import { forwardPass } from '../../engine/plain/forward-pass';
import { NEIGHBOUR_COUNT, NEIGHBOUR_DIGITS, type NeighbourDigit } from '../../protocol/insight';
import type { Snapshot } from './snapshot';
import { lastHidden } from './survey';

export interface NeighbourTable {
  /** float32 [digits, units]. */
  readonly points: Float32Array;
  /** The digits in that order, and more. */
  readonly train: DigitSet;
  /** The network that the digits were read by, and that a drawing must be read by. */
  readonly snapshot: Snapshot;
}

/** Whether all digits of the table are in memory. */
export function canTabulate(digits: DigitSource): boolean {
  const shards = Math.ceil(tableSize(digits) / digits.shardSize);
  return Array.from({ length: shards }, (_, shard) => digits.isTrainShardHere(shard)).every(Boolean);
}

export function* tabulate(snapshot: Snapshot, digits: DigitSource): Generator<void, NeighbourTable> {
  const { points } = yield* lastHidden(snapshot, digits.train.pixels, tableSize(digits));
  return { points, snapshot, train: digits.train };
}

/** drawing: uint8 [784]. */
export function* findNeighbours(
  { points, snapshot, train }: NeighbourTable,
  drawing: Uint8Array,
): Generator<void, NeighbourDigit[]> {
  const { weights, network } = snapshot;
  const query = forwardPass(weights, network.activation, drawing, 1).hidden.at(-1)!;
  const nearest = yield* nearestRows(points, query, NEIGHBOUR_COUNT);
  return nearest.map(({ row, distance }) => ({
    index: row,
    label: train.labels[row]!,
    pixels: train.pixels.slice(row * PIXEL_COUNT, (row + 1) * PIXEL_COUNT),
    distance,
  }));
}

const tableSize = ({ train }: DigitSource): number => Math.min(NEIGHBOUR_DIGITS, train.count);
