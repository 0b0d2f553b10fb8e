/**
 * MNIST's own file format, IDX (http://yann.lecun.com/exdb/mnist/): a magic number whose last byte is the number of dimensions,
 * the dimensions, and then the bytes, all numbers big-endian.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The four files as published, and the SHA-256 of each, unpacked. */
export const CANONICAL = {
  trainImages: {
    file: 'train-images-idx3-ubyte',
    dimensions: [60_000, 28, 28],
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  trainLabels: {
    file: 'train-labels-idx1-ubyte',
    dimensions: [60_000],
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  testImages: {
    file: 't10k-images-idx3-ubyte',
    dimensions: [10_000, 28, 28],
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  testLabels: {
    file: 't10k-labels-idx1-ubyte',
    dimensions: [10_000],
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
} as const;

export type CanonicalName = keyof typeof CANONICAL;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The header of an IDX file of unsigned bytes. */
export function idxHeader(dimensions: readonly number[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * dimensions.length));
  header.setUint32(0, 0x0800 + dimensions.length);
  for (const [axis, size] of dimensions.entries()) header.setUint32(4 + 4 * axis, size);
  return new Uint8Array(header.buffer);
}

/** The content of one of the four files, header left out. Throws when the file is not the canonical one, to the last bit. */
export async function readIdx(folder: string, name: CanonicalName): Promise<Uint8Array> {
  const { file, dimensions, sha256: expected } = CANONICAL[name];
  const bytes = await readFile(join(folder, file));
  const actual = sha256(bytes);
  if (actual !== expected)
    throw new Error(`${file} is not MNIST's: its SHA-256 is ${actual}, not ${expected}`);
  return bytes.subarray(idxHeader(dimensions).length);
}
