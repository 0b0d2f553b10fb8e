/**
 * One training step as bytes: what the device is told of it, and the digits that it does not have. Records lie one behind the
 * other in a packet, a buffer that the kernels read both as uniforms (each record's head, chosen by a dynamic offset) and as
 * plain words. In words of 32 bits, from a record's beginning:
 *
 *   head      64                the members of Step in wgsl.ts
 *   rows      2 per digit       where its pixels are, and its label
 *   variants  38 per digit      the int16 of core/variant.ts; only when there is augmentation
 *   staged    196 per digit     the pixels of digits that the device does not keep
 */
import type { Batch } from '../../core/batch';
import { PIXEL_COUNT } from '../../core/network';
import { RANDOM_PURPOSE, randomKey } from '../../core/random';
import { VARIANT_SIZE } from '../../core/variant';
import { ADAM_BETA1, ADAM_BETA2 } from '../../core/training/constants';
import type { StepHyper } from '../engine';

/** The least distance of dynamic offsets that every device allows is 256 bytes. */
export const HEAD_WORDS = 64;
export const HEAD_BYTES = 4 * HEAD_WORDS;
export const ROW_WORDS = 2;
export const VARIANT_WORDS = VARIANT_SIZE / 2;
export const DIGIT_WORDS = PIXEL_COUNT / 4;
/** Marks a row whose pixels are staged: the rest says which of the staged digits it is. */
export const STAGED = 0x80000000;
/** In the place of an address: there is none. */
export const NOWHERE = 0xffffffff;

/** Where the members of Step are, in words. */
export const HEAD = {
  count: 0,
  keepTotals: 1,
  rowsAt: 2,
  variantsAt: 3,
  stagedAt: 4,
  dropBelow: 5,
  keptScale: 6,
  keptShare: 7,
  learningRate: 8,
  weightDecay: 9,
  correction1: 10,
  correction2: 11,
  smoothing: 12,
  share: 13,
  dropKeys: 16,
} as const;

const wholeHeads = (words: number): number => HEAD_WORDS * Math.ceil(words / HEAD_WORDS);

/** Words of a record, up to where the next may begin. */
export const recordWords = (count: number, stagedCount: number, hasVariants: boolean): number =>
  wholeHeads(
    HEAD_WORDS + count * (ROW_WORDS + (hasVariants ? VARIANT_WORDS : 0)) + stagedCount * DIGIT_WORDS,
  );

/** One piece of memory, seen four ways. */
export interface PacketViews {
  readonly words: Uint32Array;
  readonly floats: Float32Array;
  readonly bytes: Uint8Array;
  readonly shorts: Int16Array;
}

export const viewsOf = (buffer: ArrayBuffer): PacketViews => ({
  words: new Uint32Array(buffer),
  floats: new Float32Array(buffer),
  bytes: new Uint8Array(buffer),
  shorts: new Int16Array(buffer),
});

export interface StepRecord {
  readonly batch: Batch;
  readonly hyper: StepHyper;
  /** Steps done before this one. */
  readonly stepIndex: number;
  readonly seed: number;
  readonly hiddenLayers: number;
  /** Whether totals of loss and right guesses go on; false to start them anew. */
  readonly keepTotals: boolean;
  /** Whether the device keeps the pixels of the batch's row: then they are digit indices[row]'s. */
  readonly isKept: (row: number) => boolean;
}

/** Writes a record at word `at`. Returns its words: recordWords() of what it holds, for which there must be room. */
export function writeRecord(views: PacketViews, at: number, record: StepRecord): number {
  const { words, floats, bytes, shorts } = views;
  const { batch, isKept } = record;
  const { count, labels, indices, variants } = batch;
  const rowsAt = at + HEAD_WORDS;
  const variantsAt = rowsAt + count * ROW_WORDS;
  const stagedAt = variantsAt + (variants ? count * VARIANT_WORDS : 0);
  writeHead(views, at, record);
  words[at + HEAD.rowsAt] = rowsAt;
  words[at + HEAD.variantsAt] = variants ? variantsAt : NOWHERE;
  words[at + HEAD.stagedAt] = stagedAt;
  let staged = 0;
  for (let row = 0; row < count; row++) {
    const entry = rowsAt + row * ROW_WORDS;
    words[entry + 1] = labels[row]!;
    if (isKept(row)) {
      words[entry] = indices[row]!;
      continue;
    }
    words[entry] = STAGED + staged;
    const pixels = batch.origin?.drawn[row] ? batch.origin.drawnPixels : batch.pixels;
    const from = row * PIXEL_COUNT;
    bytes.set(pixels.subarray(from, from + PIXEL_COUNT), 4 * (stagedAt + staged * DIGIT_WORDS));
    staged++;
  }
  if (variants) shorts.set(variants.subarray(0, count * VARIANT_SIZE), 2 * variantsAt);
  floats[at + HEAD.share] = 1 / count;
  return wholeHeads(stagedAt + staged * DIGIT_WORDS - at);
}

function writeHead({ words, floats }: PacketViews, at: number, record: StepRecord): void {
  const { batch, hyper, stepIndex, seed, hiddenLayers, keepTotals } = record;
  const { learningRate, weightDecay, dropout, labelSmoothing } = hyper;
  words[at + HEAD.count] = batch.count;
  words[at + HEAD.keepTotals] = keepTotals ? 1 : 0;
  // A hash's upper 24 bits, as a whole number, are below it exactly when randomUniform() < rate.
  words[at + HEAD.dropBelow] = Math.ceil(dropout * 2 ** 24);
  floats[at + HEAD.keptScale] = 1 / (1 - dropout);
  floats[at + HEAD.keptShare] = 1 - dropout;
  floats[at + HEAD.learningRate] = learningRate;
  floats[at + HEAD.weightDecay] = weightDecay;
  floats[at + HEAD.correction1] = 1 - ADAM_BETA1 ** (stepIndex + 1);
  floats[at + HEAD.correction2] = 1 - ADAM_BETA2 ** (stepIndex + 1);
  floats[at + HEAD.smoothing] = labelSmoothing;
  if (dropout === 0) return;
  for (let layer = 0; layer < hiddenLayers; layer++) {
    words[at + HEAD.dropKeys + layer] = randomKey(seed, RANDOM_PURPOSE.dropout, stepIndex, layer);
  }
}
