/**
 * Seeded random numbers as a pure function of a counter, so that any engine (JavaScript, WebAssembly, a shader) draws the
 * same numbers in any order, and a resumed run draws the ones that it would have drawn.
 *
 * The mixer is "lowbias32" by Chris Wellons (https://nullprogram.com/blog/2018/07/31/, public domain): two multiplications
 * and three xor-shifts over 32 bits, bijective, with an avalanche bias of 0.17 bits.
 */
export function mix32(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Folds a list of whole numbers (seed, purpose, epoch, layer ...) into one uint32 key. Order matters. */
export function randomKey(...parts: readonly number[]): number {
  let key = 0x9e3779b9;
  for (const part of parts) key = mix32((key ^ (part >>> 0)) + 0x9e3779b9);
  return key;
}

/** The uint32 at `index` of the sequence named by `key`. */
export const randomUint32 = (key: number, index: number): number => mix32(key ^ mix32(index));

/** A number in [0, 1) with 24 random bits: exact in float32, so every engine compares it alike. */
export const randomUniform = (key: number, index: number): number =>
  (randomUint32(key, index) >>> 8) / 0x1000000;

/** For who draws the same few numbers of many sequences: mix32(0), mix32(1) ..., half the work of each. */
export const mixedIndices = (count: number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, i) => mix32(i));

/** randomUniform(key, index), given mix32(index). */
export function uniformOfMixed(key: number, mixed: number): number {
  // mix32 once more, in whole numbers of 32 bits throughout: a function that is called fifty times for each digit of a run.
  let x = key ^ mixed;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return ((x ^ (x >>> 16)) >>> 8) / 0x1000000;
}

/** What a random sequence is for. Part of its key, so that two purposes never share numbers. */
export const RANDOM_PURPOSE = {
  weights: 1,
  shardOrder: 2,
  exampleOrder: 3,
  dropout: 4,
  augmentation: 5,
  samples: 6,
  syntheticDigit: 7,
  syntheticChoice: 8,
  fineTuning: 9,
  datasetSplit: 10,
} as const;

/** Shuffles in place, every order equally likely (Fisher and Yates; Durstenfeld 1964). */
export function shuffle(items: Uint32Array, key: number, start = 0, end = items.length): void {
  for (let i = end - 1; i > start; i--) {
    const j = start + Math.floor(randomUniform(key, i) * (i - start + 1));
    const kept = items[i]!;
    items[i] = items[j]!;
    items[j] = kept;
  }
}
