import type { Batch } from '../core/batch';
import type { Experiment } from '../core/experiment';
import { BatchSource } from '../dataset/batches';
import type { DigitSource } from '../dataset/digit-source';
import { batchOptions } from './engine-config';

/** So many different batches, or so many digits, are enough. Drawing all of them must not hold the thread for long. */
const MOST_BATCHES = 8;
const MOST_DIGITS = 1024;

/**
 * Batches for timing engines on an experiment, made as a run makes them: a source of them, each valid until the next. All are
 * whole; they are taken again and again from the digits that are here. What a run does once, drawing a digit that it will meet again,
 * is done beforehand. Undefined when there are too few digits yet.
 */
export function benchmarkBatches(
  digits: DigitSource,
  shardOrder: Uint32Array,
  experiment: Experiment,
): (() => Batch) | undefined {
  const { batchSize } = experiment;
  const here = shardOrder.length === 0 ? 0 : firstShardsHere(digits, shardOrder) * digits.shardSize;
  const enough = Math.max(1, Math.min(MOST_BATCHES, Math.floor(MOST_DIGITS / batchSize)));
  const steps = Math.min(enough, Math.floor(here / batchSize));
  if (steps === 0) return undefined;
  const source = new BatchSource(digits, batchOptions(experiment, digits.dataset));
  for (let drawn = 0; drawn < steps; drawn++) source.fill(drawn);
  let step = 0;
  return () => source.fill(step++ % steps);
}

/** How many of the shards that come first are in memory, in the order of the first epoch. */
function firstShardsHere(digits: DigitSource, shardOrder: Uint32Array): number {
  const missing = shardOrder.findIndex((shard) => !digits.isTrainShardHere(shard));
  return missing === -1 ? shardOrder.length : missing;
}
