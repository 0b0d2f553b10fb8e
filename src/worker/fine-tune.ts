/**
 * Teaches a network a few digits of one person without its forgetting the rest. Each batch is a share of the person's
 * digits, warped afresh every time so that it learns the habit and not the drawings, and for the rest MNIST's training
 * digits (rehearsal, the plainest remedy against catastrophic forgetting: Robins 1995). The learning rate falls to zero over
 * a fixed number of steps.
 *
 * The numbers were tuned on the hands of testing/odd-hands.ts, ten drawings each.
 */
import { drawVariant } from '../core/augment';
import type { Batch } from '../core/batch';
import type { Experiment } from '../core/experiment';
import { PIXEL_COUNT } from '../core/network';
import { RANDOM_PURPOSE, randomKey, randomUniform } from '../core/random';
import { VARIANT_SIZE } from '../core/variant';
import type { DigitStore } from '../dataset/digit-store';
import type { Engine } from '../engine/engine';
import type { OwnDigits } from '../protocol/teaching';
import { pickSamples } from './samples';
import { yieldToMessages } from './yield-to-messages';

export const TEACHING_STEPS = 400;
export const TEACHING_BATCH_SIZE = 128;
/** Of each batch, how much is the person's own. */
const OWN_SHARE = 0.03;
const LEARNING_RATE = 2e-3;
/** Where the person's digits stand in the order of augmentation: behind the 60,000 of MNIST. */
const OWN_INDEX = 60_000;

export interface Lesson {
  readonly own: OwnDigits;
  readonly digits: DigitStore;
  /** The training shards in any order; those that are here are drawn from. */
  readonly shardOrder: Uint32Array;
  /** What the network was trained by: MNIST's digits come as they came then, and dropout and label smoothing stay. */
  readonly experiment: Pick<Experiment, 'augment' | 'augmentStrength' | 'dropout' | 'labelSmoothing'>;
}

/** The batch of a step, counted from 0; the same one every time. Undefined while no training digits are here. */
function lessonBatch({ own, digits, shardOrder, experiment }: Lesson, step: number): Batch | undefined {
  const batch = pickSamples(digits, shardOrder, TEACHING_BATCH_SIZE, step);
  if (!batch) return undefined;
  const { pixels, labels, indices } = batch;
  const key = randomKey(RANDOM_PURPOSE.teaching, step);
  const variants = new Int16Array(TEACHING_BATCH_SIZE * VARIANT_SIZE);
  const rehearsed = experiment.augment ? experiment.augmentStrength : 0;
  const ownCount = Math.round(OWN_SHARE * TEACHING_BATCH_SIZE);
  for (let row = 0; row < TEACHING_BATCH_SIZE; row++) {
    if (row < ownCount) {
      const pick = Math.floor(randomUniform(key, row) * own.labels.length);
      pixels.set(own.pixels.subarray(pick * PIXEL_COUNT, (pick + 1) * PIXEL_COUNT), row * PIXEL_COUNT);
      labels[row] = own.labels[pick]!;
      indices[row] = OWN_INDEX + row;
    }
    const strength = row < ownCount ? 1 : rehearsed;
    drawVariant(variants, row, key, step, indices[row]!, strength);
  }
  return { ...batch, variants, count: TEACHING_BATCH_SIZE, epoch: step };
}

/**
 * Runs the lesson on an engine that holds the network with fresh optimiser memory. onFraction hears the share done. False
 * when `isCurrent` turned false on the way, or there were no training digits: then the network is half taught.
 */
export async function fineTune(
  engine: Engine,
  lesson: Lesson,
  isCurrent: () => boolean,
  onFraction: (fraction: number) => void,
): Promise<boolean> {
  const { dropout, labelSmoothing } = lesson.experiment;
  for (let step = 0; step < TEACHING_STEPS; step++) {
    const batch = lessonBatch(lesson, step);
    if (!batch) return false;
    const learningRate = LEARNING_RATE * (1 - step / TEACHING_STEPS);
    engine.step(batch, { learningRate, weightDecay: 0, dropout, labelSmoothing });
    if (step % 10 === 0) {
      onFraction(step / TEACHING_STEPS);
      // The device may lag behind; its answer keeps the queue short.
      await engine.readMetrics();
    }
    await yieldToMessages();
    if (!isCurrent()) return false;
  }
  return true;
}
