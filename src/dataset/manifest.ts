/**
 * manifest.json says which files make up the set, how large they are and what they hash to. It is the one file without a
 * hash in its name, so it is asked for anew on every visit; all others can be cached for ever.
 */
import * as v from 'valibot';
import { errorText } from '../core/fault';
import { CLASS_COUNT, PIXEL_COUNT } from '../core/network';
import { SPLITS } from '../core/splits';
import type { DigitLayout } from './layout';

export const MANIFEST_VERSION = 1;

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const SHA256 = /^[0-9a-f]{64}$/;

const fileSchema = v.object({
  /** A plain name beside the manifest, with the start of its SHA-256 in it. */
  path: v.pipe(v.string(), v.regex(/^[\w-]+(\.[\w-]+)+$/)),
  /** 'pixels': grayscale PNG, one row of 784 per digit. 'labels': one byte per digit. */
  kind: v.picklist(['pixels', 'labels']),
  split: v.picklist(SPLITS),
  /** Index within the split of the file's first digit. */
  firstIndex: wholeNumber,
  count: wholeNumber,
  sizeBytes: wholeNumber,
  /** Lower-case hex. */
  sha256: v.pipe(v.string(), v.regex(SHA256)),
  /** That of the pixels in the file, uint8 [count, 784], however they are compressed; a file of labels is its own content. */
  pixelsSha256: v.exactOptional(v.pipe(v.string(), v.regex(SHA256))),
});

const manifestSchema = v.object({
  version: v.literal(MANIFEST_VERSION),
  name: v.string(),
  source: v.string(),
  licence: v.string(),
  licenceUrl: v.string(),
  authors: v.array(v.string()),
  changes: v.string(),
  pixelCount: v.literal(PIXEL_COUNT),
  classCount: v.literal(CLASS_COUNT),
  files: v.array(fileSchema),
});

export type ManifestFile = v.InferOutput<typeof fileSchema>;
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** Which digits a file holds: the same in every version of the bundle, whatever the file is called. */
export type FileContent = Pick<ManifestFile, 'kind' | 'split' | 'firstIndex' | 'count'>;

export const contentKey = ({ kind, split, firstIndex }: Omit<FileContent, 'count'>): string =>
  `${split}-${kind}-${firstIndex}`;

/** The files that a set of this layout must have: `shardSize` digits per sprite sheet, one label file per split. */
export function expectedFiles({ shardSize, shardCounts }: DigitLayout): FileContent[] {
  const files: FileContent[] = [];
  for (const split of SPLITS) {
    files.push({ kind: 'labels', split, firstIndex: 0, count: shardSize * shardCounts[split] });
    for (let shard = 0; shard < shardCounts[split]; shard++) {
      files.push({ kind: 'pixels', split, firstIndex: shard * shardSize, count: shardSize });
    }
  }
  return files;
}

const listContents = (files: readonly FileContent[]): string =>
  files
    .map((file) => `${contentKey(file)}+${file.count}`)
    .slice()
    .sort()
    .join();

/** Says what is wrong with a manifest. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ManifestError(`manifest: ${errorText(error)}`, { cause: error });
  }
}

/** Reads a manifest's text. Throws a ManifestError. */
export function parseManifest(text: string, layout: DigitLayout): Manifest {
  const parsed = v.safeParse(manifestSchema, parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ManifestError(`manifest: ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`);
  }
  if (listContents(parsed.output.files) !== listContents(expectedFiles(layout))) {
    throw new ManifestError('manifest: its files do not make up the whole set');
  }
  return parsed.output;
}
