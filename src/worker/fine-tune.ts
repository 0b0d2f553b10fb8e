/**
 * Teaches a network a few digits of one person without its forgetting the rest. Each batch is one of the person's digits, or
 * a few, warped afresh every time so that it learns the habit and not the drawings, and for the rest MNIST's training digits
 * (rehearsal, the plainest remedy against catastrophic forgetting: Robins 1995), among them digits drawn by other hands: one
 * person's crossed sevens would otherwise take the flagged ones of all those whom MNIST knows nothing of. The learning rate
 * falls to zero over a fixed number of steps.
 *
 * The numbers were tuned on the hands of testing/odd-hands.ts, ten drawings each, and on real pens. With 5% of drawn digits
 * ones were still lost; with 400 steps, or with MNIST's digits unvaried, `quick` lost about 0.2 points of
 * the test digits.
 */
import { MNIST } from '../core/dataset';
import { drawVariant } from '../core/augment';
import type { Batch } from '../core/batch';
import type { Experiment } from '../core/experiment';
import { PIXEL_COUNT } from '../core/network';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../core/random';
import { DrawnPool } from '../core/drawn-pool';
import { SyntheticHand } from '../core/synthetic-hand';
import { VARIANT_SIZE } from '../core/variant';
import type { DigitSource } from '../dataset/digit-source';
import type { Engine } from '../engine/engine';
import type { OwnDigits } from '../protocol/fine-tuning';
import { pickSamples } from './samples';
import { yieldToMessages } from '../engine/yield-to-messages';

export const FINE_TUNING_STEPS = 800;
export const FINE_TUNING_BATCH_SIZE = 128;
/** Of each batch one digit is the person's own for every so many that there are, up to a limit: more would cost others more. */
const OWN_PER_ROW = 10;
const MAX_OWN_ROWS = 4;
/** Share of the digits that other hands draw. */
const OTHERS_SHARE = 1 / 7;
/** The hand of those; any number names one. */
const OTHERS_SEED = 0;
/** How far the rehearsed digits vary at least, also for a network that was trained without variants. */
const MIN_STRENGTH = 0.5;
const LEARNING_RATE = 2e-3;
/** Where the person's digits stand in the order of augmentation: behind those of the set. */
const OWN_INDEX = MNIST.splits.test.start;

export interface FineTuningTask {
  readonly own: OwnDigits;
  readonly digits: DigitSource;
  /** The training shards in any order; those that are here are drawn from. */
  readonly shardOrder: Uint32Array;
  /** What the network was trained by: variants go as far as then, if not less than half; dropout and label smoothing stay. */
  readonly experiment: Pick<Experiment, 'augment' | 'augmentStrength' | 'dropout' | 'labelSmoothing'>;
}

/** The batch of a step, counted from 0; the same one every time. Undefined while no training digits are here. */
function fineTuningBatch(
  { own, digits, shardOrder, experiment }: FineTuningTask,
  others: SyntheticHand,
  step: number,
): Batch | undefined {
  const samples = pickSamples(digits, shardOrder, FINE_TUNING_BATCH_SIZE, step);
  if (!samples) return undefined;
  const batch = { ...samples, count: FINE_TUNING_BATCH_SIZE, epoch: step };
  const { pixels, labels, indices } = batch;
  const key = randomKey(RANDOM_PURPOSE.fineTuning, step);
  const variants = new Int16Array(FINE_TUNING_BATCH_SIZE * VARIANT_SIZE);
  const rehearsed = Math.max(MIN_STRENGTH, experiment.augment ? experiment.augmentStrength : 0);
  const ownCount = Math.min(MAX_OWN_ROWS, Math.ceil(own.labels.length / OWN_PER_ROW));
  others.mixInto(batch, step * FINE_TUNING_BATCH_SIZE);
  for (let row = 0; row < FINE_TUNING_BATCH_SIZE; row++) {
    if (row < ownCount) {
      const pick = Math.floor(randomUniform(key, row) * own.labels.length);
      pixels.set(own.pixels.subarray(pick * PIXEL_COUNT, (pick + 1) * PIXEL_COUNT), row * PIXEL_COUNT);
      labels[row] = own.labels[pick]!;
      indices[row] = OWN_INDEX + row;
    }
    const strength = row < ownCount ? 1 : rehearsed;
    drawVariant(variants, row, key, step, indices[row]!, strength);
  }
  return { ...batch, variants };
}

/**
 * Runs the lesson on an engine that holds the network with fresh optimiser memory. onFraction hears the share done. False
 * when `isCurrent` turned false on the way, or there were no training digits: then the network is half taught.
 */
export async function fineTune(
  engine: Engine,
  lesson: FineTuningTask,
  isCurrent: () => boolean,
  onFraction: (fraction: number) => void,
): Promise<boolean> {
  const { dropout, labelSmoothing } = lesson.experiment;
  const others = new SyntheticHand(new DrawnPool(OTHERS_SEED), OTHERS_SHARE);
  for (let step = 0; step < FINE_TUNING_STEPS; step++) {
    const batch = fineTuningBatch(lesson, others, step);
    if (!batch) return false;
    const learningRate = LEARNING_RATE * (1 - step / FINE_TUNING_STEPS);
    engine.step(batch, { learningRate, weightDecay: 0, dropout, labelSmoothing });
    if (step % 10 === 0) {
      onFraction(step / FINE_TUNING_STEPS);
      // The device may lag behind; its answer keeps the queue short.
      await engine.readMetrics();
    }
    await yieldToMessages();
    if (!isCurrent()) return false;
  }
  return true;
}
