/** What public/mnist/ consists of: sprite sheets and labels, named after their content, and the manifest that lists them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { CLASS_COUNT, PIXEL_COUNT } from '../src/core/network';
import type { Split } from '../src/core/splits';
import { MNIST_LAYOUT, splitCount } from '../src/dataset/layout';
import { MANIFEST_VERSION, type Manifest, type ManifestFile, expectedFiles } from '../src/dataset/manifest';
import { ATTRIBUTION, LICENCE_TEXT } from './attribution';
import { sha256 } from './idx';

export interface BundleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** pixels: uint8 [count, 784]. labels: uint8 [count]. */
export interface Digits {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** MNIST's digits as this page splits them: validation digits are the last of the 60,000. */
export function splitDigits(train: Digits, test: Digits): Record<Split, Digits> {
  const trainCount = splitCount(MNIST_LAYOUT, 'train');
  const cut = (digits: Digits, start: number, end?: number): Digits => ({
    pixels: digits.pixels.subarray(start * PIXEL_COUNT, end && end * PIXEL_COUNT),
    labels: digits.labels.subarray(start, end),
  });
  return { train: cut(train, 0, trainCount), validation: cut(train, trainCount), test };
}

/** Encodes one sheet in a process of its own, so that all cores share the work. It inherits the loader that runs TypeScript. */
async function encodeApart(pixels: Uint8Array): Promise<Uint8Array> {
  const encoder = fork(new URL('./encode-process.ts', import.meta.url), { serialization: 'advanced' });
  encoder.send({ pixels: new Uint8Array(pixels), width: PIXEL_COUNT });
  const ended = once(encoder, 'exit').then(([code]) => {
    throw new Error(`the encoder ended without an answer, exit code ${String(code)}`);
  });
  const [bytes] = (await Promise.race([once(encoder, 'message'), ended])) as [Uint8Array];
  encoder.disconnect();
  return bytes;
}

/** Every file of the bundle, the manifest last. The same digits give the same bundle, to the last byte. */
export async function makeBundle(
  splits: Readonly<Record<Split, Digits>>,
  log: (line: string) => void,
): Promise<BundleFile[]> {
  const entries = expectedFiles(MNIST_LAYOUT);
  const made: { file: ManifestFile; bytes: Uint8Array }[] = [];
  const queue = [...entries.entries()];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [place, entry] = next;
      const { kind, split, firstIndex, count } = entry;
      const { pixels, labels } = splits[split];
      const bytes =
        kind === 'labels'
          ? labels
          : await encodeApart(pixels.subarray(firstIndex * PIXEL_COUNT, (firstIndex + count) * PIXEL_COUNT));
      const hash = sha256(bytes);
      const name =
        kind === 'labels' ? `${split}-labels` : `${split}-${String(firstIndex / count).padStart(2, '0')}`;
      const path = `${name}.${hash.slice(0, 8)}.${kind === 'labels' ? 'bin' : 'png'}`;
      const contents =
        kind === 'labels'
          ? {}
          : {
              pixelsSha256: sha256(
                pixels.subarray(firstIndex * PIXEL_COUNT, (firstIndex + count) * PIXEL_COUNT),
              ),
            };
      const file = { path, ...entry, sizeBytes: bytes.length, sha256: hash, ...contents };
      made[place] = { file, bytes };
      log(`${path}: ${bytes.length} bytes`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  const manifest: Manifest = {
    version: MANIFEST_VERSION,
    ...ATTRIBUTION,
    pixelCount: PIXEL_COUNT,
    classCount: CLASS_COUNT,
    files: made.map(({ file }) => file),
  };
  return [
    ...made.map(({ file, bytes }) => ({ path: file.path, bytes })),
    { path: 'LICENCE.txt', bytes: Buffer.from(LICENCE_TEXT) },
    { path: 'manifest.json', bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) },
  ];
}
