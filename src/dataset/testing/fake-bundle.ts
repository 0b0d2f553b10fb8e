/** A made-up set of digits in the bundle's own format, for tests: small, so that a test can load it many times. */
import { CLASS_COUNT, PIXEL_COUNT } from '../../core/network';
import { mix32 } from '../../core/random';
import type { DigitLayout } from '../layout';
import {
  type FileContent,
  MANIFEST_VERSION,
  type Manifest,
  type ManifestFile,
  contentKey,
  expectedFiles,
} from '../manifest';
import { sha256Hex } from '../sha256';

export const FAKE_LAYOUT: DigitLayout = { shardSize: 20, shardCounts: { train: 5, validation: 1, test: 2 } };

/** The made-up pixel: no two digits of a split are alike. */
export const fakePixel = (digit: number, pixel: number): number => mix32(digit * PIXEL_COUNT + pixel) & 0xff;
export const fakeLabel = (digit: number): number => mix32(digit) % CLASS_COUNT;

const concat = (parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

const uint32 = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

/** A PNG chunk. Its checksum is left zero, which the decoder does not look at. */
export const pngChunk = (type: string, data: ArrayLike<number>): Uint8Array<ArrayBuffer> =>
  concat([uint32(data.length), new TextEncoder().encode(type), data, uint32(0)]);

export const pngFile = (chunks: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> =>
  concat([[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], ...chunks]);

export const pngHeader = (width: number, height: number, depth = 8, colour = 0, interlace = 0) =>
  pngChunk('IHDR', [...uint32(width), ...uint32(height), depth, colour, 0, 0, interlace]);

export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const fakePixels = ({ firstIndex, count }: FileContent): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: count * PIXEL_COUNT }, (_, i) => fakePixel(firstIndex, i));

async function fakeContent({ kind, firstIndex, count }: ManifestFile): Promise<Uint8Array<ArrayBuffer>> {
  if (kind === 'labels') return Uint8Array.from({ length: count }, (_, digit) => fakeLabel(digit));
  const rows = new Uint8Array(count * (PIXEL_COUNT + 1));
  for (let row = 0; row < count; row++) {
    for (let x = 0; x < PIXEL_COUNT; x++) {
      rows[row * (PIXEL_COUNT + 1) + 1 + x] = fakePixel(firstIndex + row, x);
    }
  }
  return pngFile([
    pngHeader(PIXEL_COUNT, count),
    pngChunk('IDAT', await deflate(rows)),
    pngChunk('IEND', []),
  ]);
}

/** A whole bundle: every file by its path. Pass `version` to give the files other names. */
export async function fakeBundle(version = 'v1'): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const bundle = new Map<string, Uint8Array<ArrayBuffer>>();
  const files: ManifestFile[] = [];
  for (const content of expectedFiles(FAKE_LAYOUT)) {
    const path = `${contentKey(content)}.${version}.bin`;
    const file = { ...content, path, sizeBytes: 0, sha256: '' };
    const bytes = await fakeContent(file);
    files.push({
      ...file,
      sizeBytes: bytes.length,
      sha256: await sha256Hex(bytes),
      ...(content.kind === 'pixels' && { pixelsSha256: await sha256Hex(fakePixels(content)) }),
    });
    bundle.set(path, bytes);
  }
  const manifest: Manifest = {
    version: MANIFEST_VERSION,
    name: 'made-up digits',
    source: 'https://example.org/',
    licence: 'none',
    licenceUrl: 'https://example.org/',
    authors: ['a test'],
    changes: 'none',
    pixelCount: PIXEL_COUNT,
    classCount: CLASS_COUNT,
    files,
  };
  bundle.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)));
  return bundle;
}
